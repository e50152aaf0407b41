"""How jobs cross the border between the child process and its parent: JSON, one value a line.

Never pickle: what comes out of the child was made from a stranger's feed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, fields
from datetime import date
from decimal import Decimal
from typing import Any

from jobs.importer.records import CleanJob, Problem, Reading, Task
from jobs.lib.footers import Footer
from jobs.lib.money import Salary
from jobs.lib.places import ParsedPlace

_PLAIN = [
    one.name
    for one in fields(CleanJob)
    if one.name not in ("places", "salary", "posted_on", "expires_on", "problems", "skills")
]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line(value: dict[str, Any]) -> bytes:
    return _encode(value).encode() + b"\n"


def task_out(task: Task) -> dict[str, Any]:
    return asdict(task)


def task_in(told: dict[str, Any]) -> Task:
    return Task(**told | {"signed": tuple(told["signed"])})


def reading_out(reading: Reading) -> dict[str, Any]:
    return asdict(reading)


def reading_in(told: dict[str, Any]) -> Reading:
    signature = Footer(**told["signature"]) if told["signature"] else None
    problems = tuple(Problem(**problem) for problem in told["problems"])
    unread = tuple((path, records, text) for path, records, text in told["unread"])
    return Reading(**told | {"signature": signature, "problems": problems, "unread": unread})


def problem_out(problem: Problem) -> dict[str, Any]:
    return asdict(problem)


def job_out(job: CleanJob) -> dict[str, Any]:
    salary = job.salary
    bounds = [None if one is None else str(one) for one in (salary.minimum, salary.maximum)]
    told: dict[str, Any] = {name: getattr(job, name) for name in _PLAIN}
    return told | {
        "skills": job.skills,
        "places": [astuple(place) for place in job.places],
        "salary": [*bounds, salary.currency, salary.period, salary.text, salary.problem],
        "posted_on": _day_out(job.posted_on),
        "expires_on": _day_out(job.expires_on),
        "problems": [asdict(problem) for problem in job.problems],
    }


def job_in(told: dict[str, Any]) -> CleanJob:
    low, high, *rest = told["salary"]
    return CleanJob(
        **{name: told[name] for name in _PLAIN},
        skills=tuple(told["skills"]),
        places=tuple(ParsedPlace(*place) for place in told["places"]),
        salary=Salary(_amount(low), _amount(high), *rest),
        posted_on=_day_in(told["posted_on"]),
        expires_on=_day_in(told["expires_on"]),
        problems=tuple(Problem(**problem) for problem in told["problems"]),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day_out(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day_in(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
