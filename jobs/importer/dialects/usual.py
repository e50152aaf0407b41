"""What a feed without a form of its own tells under the usual names, whatever surrounds them."""

from __future__ import annotations

from collections.abc import Mapping

from jobs.importer.dialects import names
from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Way
from jobs.importer.dialects.ways import Each, Kind, Known, Only, Remote
from jobs.lib.vocabulary import LEVELS

USUAL: Mapping[str, tuple[Way, ...]] = {
    "job_type": (Kind(*names.TYPE, also=names.HOURS),),
    "level": (*names.LEVEL, Known(LEVELS, *names.EXPERIENCE)),
    "arrangement": (Remote(*names.REMOTE),),
    "salary": names.SALARY,
    "salary_min": names.SALARY_MIN,
    "salary_max": names.SALARY_MAX,
    "salary_currency": names.CURRENCY,
    "salary_period": names.PERIOD,
    "skills": (Each(*names.SKILLS),),
    "category": names.CATEGORY,
    "industry": names.INDUSTRY,
    "employer_logo": names.LOGO,
    "location": (
        Places(whole=names.PLACE, city=names.CITY, region=names.REGION, country=names.COUNTRY),
    ),
    "country": (Only(*names.COUNTRY),),
    "expires": names.EXPIRES,
}
