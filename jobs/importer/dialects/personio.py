"""Personio: `<workzag-jobs><position>`, `https://<company>.jobs.personio.de/xml`.

https://developer.personio.de/docs/retrieving-open-job-positions. There is no link: it is made of
the feed's address. When that is another one, an editor writes
`apply_url := https://company.jobs.personio.de/job/{id}`. The description comes in blocks; the
contract and the hours are two elements; "subcompany" is there for companies that have several.
"""

from __future__ import annotations

import re

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.look import Look
from jobs.importer.dialects.texts import Sections
from jobs.importer.dialects.ways import Each, Words

_BOARD = re.compile(r"https?://([a-z0-9-]+)[.-](jobs\.personio\.(?:de|com))(?:[/:?#]|$)", re.I)
# "permanent" says nothing of the hours, which `schedule` does.
_CONTRACTS = {
    "permanent": "",
    "temporary": "Temporary",
    "intern": "Internship",
    "trainee": "Trainee",
    "freelance": "Freelance",
    "working_student": "Working student",
}
_HOURS = {"full-or-part-time": "Full-time"}


def link(look: Look) -> str:
    board, number = _BOARD.match(look.address), look.values.get("id", "")
    return f"https://{board[1]}.{board[2]}/job/{number}".lower() if board and number else ""


dialect = Dialect(
    name="personio",
    label="Personio",
    roots=("workzagjobs",),
    records=("position",),
    marks=(("id",), ("name",), ("office", "employmenttype", "jobdescriptions", "createdat")),
    foreign=("title",),
    elements={
        "external_id": ("id",),
        "title": ("name",),
        "description": (Sections("jobdescriptions/jobdescription", "name", "value"),),
        "job_type": (
            Words(_CONTRACTS, "employmenttype"),
            Words(_HOURS, "schedule"),
            "employmenttype",
        ),
        "level": ("seniority",),
        "salary_min": ("salaryinformation/min",),
        "salary_max": ("salaryinformation/max",),
        "salary_currency": ("salaryinformation/currencycode", "salaryinformation/currencysymbol"),
        "salary_period": ("salaryinformation/type",),
        "skills": (Each("keywords"),),
        "category": ("department", "recruitingcategory"),
        "employer": ("subcompany",),
        "apply_url": ("url", "link", link),
        "location": (Each("office", "additionaloffices/office"),),
        "posted": ("createdat",),
    },
)
