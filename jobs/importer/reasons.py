"""Why a record makes no job, and which facts of a job were left out: said to the editor. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jobs.importer.records import CleanJob, Problem, RawJob
from jobs.lib.dates import is_two_days, plausible_end
from jobs.lib.places import MOST_PLACES, PLACES_READ, number_of_places
from jobs.lib.plain import line, listing, told
from jobs.lib.skill_lists import MOST_SKILLS, SKILLS_READ, number_of_skills
from jobs.lib.text import fold, is_null, printable, squeeze
from jobs.lib.urls import public_address

LENGTHS = {"external_id": 255, "title": 300, "employer": 200}
EXCERPT = 200  # characters of a refused value that the report keeps


class Essentials(NamedTuple):
    """What no job is without, each in one line of plain text."""

    title: str
    employer: str
    apply_url: str  # http(s), of a public host


def essentials(raw: RawJob) -> Essentials | Problem:
    """What no job is without, or the first reason why no job can be made of the record."""
    title, employer = line(raw.title), line(raw.employer)
    missing = (not fold(printable(raw.external_id)), is_null(title), is_null(employer))
    values = (raw.external_id, title, employer)  # an id is kept as written
    for (field, limit), value, none in zip(LENGTHS.items(), values, missing, strict=True):
        if none:
            return _problem(raw, field, _missing(field), refused=True)
        if len(value) > limit:
            reason = f"expected at most {limit} characters, got {len(value)}"
            return _problem(raw, field, reason, refused=True)
    if not raw.apply_url.strip():
        return _problem(raw, "apply_url", _missing("apply_url"), refused=True)
    try:
        return Essentials(title, employer, public_address(raw.apply_url))
    except ValueError as error:
        return _problem(raw, "apply_url", str(error), refused=True)


def left_out(
    raw: RawJob, job: CleanJob, posted: date | None, expires: date | None
) -> list[Problem]:
    """Facts that were stated but not understood: kept from the page, told to the editor."""
    found = []
    if job.salary.problem:
        fields = (raw.salary_min, raw.salary_max, raw.salary_currency, raw.salary_period)
        came = squeeze(" ".join((job.salary.text, *map(line, fields))))
        found.append(_problem(raw, "salary", job.salary.problem, value=came))
    if job.posted_on is None and told(raw.posted):
        expected = "a day of the last five years" if posted else _a_date(raw.posted)
        found.append(_problem(raw, "posted", f"expected {expected}; the job has no date"))
    if expires and not plausible_end(expires, posted=job.posted_on):
        expected = "a day after the job was posted"
        found.append(_problem(raw, "expires", f"expected {expected}; ignored"))
    if expires is None and told(raw.expires):
        found.append(_problem(raw, "expires", f"expected {_a_date(raw.expires)}; ignored"))
    if told(raw.arrangement) and not job.arrangement:
        found.append(_problem(raw, "arrangement", "expected onsite, hybrid or remote; ignored"))
    if told(raw.employer_website) and "website" not in job.employer_facts:
        found.append(_problem(raw, "employer_website", "expected an http(s) address; ignored"))
    return found


def cut_short(raw: RawJob, job: CleanJob) -> list[Problem]:
    """Lists that are longer than what is kept of them: told to the editor."""
    found = []
    if len(job.places) == MOST_PLACES:
        text = listing(raw.location)
        number = number_of_places(text, country=line(raw.country))
        found += _beyond(raw, "location", MOST_PLACES, number, whole=len(text) <= PLACES_READ)
    if len(job.skills) == MOST_SKILLS:
        text = listing(raw.skills)
        number = number_of_skills(text)
        found += _beyond(raw, "skills", MOST_SKILLS, number, whole=len(text) <= SKILLS_READ)
    return found


def _beyond(raw: RawJob, field: str, most: int, number: int, *, whole: bool) -> list[Problem]:
    if number == most and whole:
        return []
    things = "places" if field == "location" else field
    got = f"{number}" if whole else f"{number} or more"
    reason = f"expected at most {most} {things}, got {got}; the first {most} are kept"
    return [_problem(raw, field, reason)]


def _a_date(text: str) -> str:
    if not is_two_days(text):
        return "a date such as 2026-04-24"
    return (
        "a date that is one day, or another date of the feed that shows the order; if it is known, "
        "say so in the feed's overrides: `dates: day first`, or `dates: month first`"
    )


def _problem(
    raw: RawJob, field: str, reason: str, *, value: str | None = None, refused: bool = False
) -> Problem:
    stated = getattr(raw, field) if value is None else value
    return Problem(
        external_id=printable(raw.external_id)[:EXCERPT],
        title=line(raw.title)[:EXCERPT],
        field=field,
        value=printable(stated)[:EXCERPT],
        reason=reason,
        refused=refused,
    )


def _missing(field: str) -> str:
    sample = {"apply_url": "https://jobs.example.org/{id}", "external_id": "{link}"}.get(
        field, "NAME"
    )
    return (
        f"expected {_words(field)}, got none; if it stands elsewhere, say so in the feed's "
        f"overrides: `{field} = ELEMENT`, or `{field} := {sample}`"
    )


def _words(field: str) -> str:
    article = "an" if field[0] in "aeiou" else "a"
    return f"{article} {field.replace('_', ' ')}"
