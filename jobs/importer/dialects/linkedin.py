"""LinkedIn: `<source><job>` with partnerJobId, words in capitals, pay in groups by kind.

https://learn.microsoft.com/linkedin/talent/job-postings/xml-feeds-development-guide. Only
BASE_SALARY is pay; bonus and tips come in groups of their own. Dates without ISO form are
month/day/year.
"""

from __future__ import annotations

from jobs.importer.dialects.aggregator import COMMON
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.ways import Each, Kind, Of, Words
from jobs.lib.linkedin import FUNCTIONS, LEVELS


def _pay(path: str) -> Of:
    return Of("salaries/salary", path, where="type", words=("BASE_SALARY", "BASE"))


dialect = Dialect(
    name="linkedin",
    label="LinkedIn",
    roots=("source",),
    records=("job",),
    day_first=False,
    marks=(("partnerjobid",), ("title",), ("applyurl", "url")),
    elements={
        **COMMON,
        "external_id": ("partnerjobid",),
        "job_type": (Kind("jobtype", "employmentstatus"),),
        "level": (Words(LEVELS, "experiencelevel"),),
        "salary_min": (_pay("lowend/amount"), "salarymin"),
        "salary_max": (_pay("highend/amount"), "salarymax"),
        "salary_currency": (
            _pay("lowend/currencycode"),
            _pay("highend/currencycode"),
            "salarycurrency",
        ),
        "salary_period": (_pay("period"), "salaryperiod"),
        "skills": (Each("skills", "skills/skill"),),
        "category": (Words(FUNCTIONS, "jobfunctions/jobfunction", "jobfunction"), "category"),
        "apply_url": ("applyurl", "url"),
        "posted": ("listdate", "date"),
    },
)
