"""Element names of job feeds that follow no known dialect, by what they mean. Folded.

Names in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Russian and
the Nordic languages. Within a meaning the more exact name comes first: it wins where a record has
both.
"""

from __future__ import annotations

from collections.abc import Mapping

from jobs.importer.dialects.names_around import (
    CITY,
    COUNTRY,
    CURRENCY,
    EMPLOYER,
    EMPLOYER_SITE,
    EMPLOYER_TEXT,
    LOGO,
    PERIOD,
    PLACE,
    REGION,
    SALARY,
    SALARY_MAX,
    SALARY_MIN,
)
from jobs.importer.dialects.names_of_job import (
    CATEGORY,
    EXPERIENCE,
    EXPIRES,
    HOURS,
    ID,
    INDUSTRY,
    LEVEL,
    LINK,
    POSTED,
    REMOTE,
    SKILLS,
    TEXT,
    TITLE,
    TYPE,
)

__all__ = [
    "CATEGORY",
    "CITY",
    "COUNTRY",
    "CURRENCY",
    "EMPLOYER",
    "EMPLOYER_SITE",
    "EMPLOYER_TEXT",
    "EXPERIENCE",
    "EXPIRES",
    "HOURS",
    "ID",
    "INDUSTRY",
    "LEVEL",
    "LINK",
    "LOGO",
    "MEANINGS",
    "PERIOD",
    "PLACE",
    "POSTED",
    "REGION",
    "REMOTE",
    "SALARY",
    "SALARY_MAX",
    "SALARY_MIN",
    "SECTIONS",
    "SKILLS",
    "TEXT",
    "TITLE",
    "TYPE",
]

# What stands beside the description and belongs to it, with its heading.
SECTIONS: Mapping[str, str] = {
    name: heading
    for heading, spellings in {
        "Responsibilities": "responsibilities jobresponsibilities duties keyresponsibilities tasks",
        "Requirements": "requirements jobrequirements requirement",
        "Qualifications": "qualifications jobqualifications jobqualification",
        "Profile": "profiledescription candidateprofile",
        "Our offer": "proposaldescription",
        "Benefits": "benefits jobbenefits perks",
        "More": "additionaltext additionalinformation supplementalinformation",
        "How to apply": "howtoapply applicationinstructions",
        "Aufgaben": "aufgaben ihreaufgaben deineaufgaben",
        "Anforderungen": "anforderungen anforderungsprofil voraussetzungen",
        "Wir bieten": "wirbieten angebot",
        "Profil": "profil ihrprofil profilrecherche profilrequis",
        "Requisitos": "requisitos requisitosvaga",
        "Beneficios": "beneficios",
        "Requisiti": "requisiti",
        "Functie-eisen": "functieeisen eisen",
        "Wymagania": "wymagania",
        "Oferujemy": "oferujemy",
        "Kvalifikationer": "kvalifikationer",
        "Kvalifikasjoner": "kvalifikasjoner",
    }.items()
    for name in spellings.split()
}

MEANINGS: Mapping[str, tuple[str, ...]] = {
    "external_id": ID,
    "title": TITLE,
    "description": TEXT,
    "job_type": TYPE,
    "hours": HOURS,
    "level": LEVEL,
    "experience": EXPERIENCE,
    "arrangement": REMOTE,
    "salary": SALARY,
    "salary_min": SALARY_MIN,
    "salary_max": SALARY_MAX,
    "salary_currency": CURRENCY,
    "salary_period": PERIOD,
    "skills": SKILLS,
    "category": CATEGORY,
    "industry": INDUSTRY,
    "employer": EMPLOYER,
    "employer_logo": LOGO,
    "employer_description": EMPLOYER_TEXT,
    "employer_website": EMPLOYER_SITE,
    "apply_url": LINK,
    "location": PLACE,
    "city": CITY,
    "region": REGION,
    "country": COUNTRY,
    "posted": POSTED,
    "expires": EXPIRES,
    "sections": tuple(SECTIONS),
}
