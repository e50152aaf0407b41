"""A raw record becomes a job of checked facts, or a problem that says why it cannot. Pure.

Raise RULES_VERSION when a rule here or in `lib` changes what a record means: every job is then
written anew by the next run, although its feed has not changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from html import unescape

from jobs.importer.records import CleanJob, Problem, RawJob
from jobs.lib import html, vocabulary
from jobs.lib.dates import endless, parse_date, plausible, plausible_end
from jobs.lib.money import Salary, stated_salary
from jobs.lib.places import (
    MOST_PLACES,
    PLACES_READ,
    ParsedPlace,
    number_of_places,
    parse_places,
)
from jobs.lib.plain import line, listing, told
from jobs.lib.skills import MOST_SKILLS, SKILLS_READ, number_of_skills, split_skills
from jobs.lib.text import fold, is_null, printable, squeeze
from jobs.lib.urls import feed_address, public_address

RULES_VERSION = 2
LENGTHS = {"external_id": 255, "title": 300, "employer": 200}
EXCERPT = 200  # characters of a refused value that the report keeps


def content_hash(raw: RawJob, rules: str) -> str:
    """What a stored job is compared by; `rules` says how the record is read, see `rules_key`."""
    told = f"{raw.joined()}\x1e{rules}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()


def rules_key(signature: html.Footer | None, overrides: str) -> str:
    """By what a record is read: our rules, the feed's own (their fingerprint), its signature."""
    ending = signature.text if signature else ""
    return f"{RULES_VERSION}\x1f{overrides}\x1f{ending}"


def normalise(
    raw: RawJob, *, today: date, signature: html.Footer | None, day_first: bool | None = None
) -> CleanJob | Problem:
    """The job of a record. A Problem is returned, not raised: one bad record stops no other.

    `day_first` says what 03/04/2026 means in this feed; without it such a date is unknown.
    """
    problem = _unusable(raw)
    if problem:
        return problem
    places = parse_places(listing(raw.location), country=line(raw.country))
    posted = parse_date(raw.posted, day_first=day_first)
    posted_on = posted if posted and plausible(posted, today=today) else None
    expires = parse_date(raw.expires, day_first=day_first)
    ends = (
        expires and plausible_end(expires, posted=posted_on) and not endless(expires, today=today)
    )
    description = html.without_footer(raw.description, signature) if signature else raw.description
    job = CleanJob(
        external_id=raw.external_id,
        title=_title(raw),
        employer=line(raw.employer),
        description=html.clean(description),
        apply_url=public_address(raw.apply_url),
        job_type=told(raw.job_type),
        level=told(raw.level),
        arrangement=_arrangement(raw.arrangement),
        category=told(raw.category),
        industry=told(raw.industry),
        skills=split_skills(squeeze(listing(raw.skills))),
        places=places,
        salary=_salary(raw, places),
        posted_on=posted_on,
        expires_on=expires if ends else None,
        employer_facts=_employer_facts(raw),
    )
    problems = [*_left_out(raw, job, posted, expires), *_cut(raw, job)]
    return replace(job, problems=tuple(problems)) if problems else job


def _unusable(raw: RawJob) -> Problem | None:
    """The first reason why no job can be made of the record."""
    for field, limit in LENGTHS.items():
        stated = getattr(raw, field)
        value = stated if field == "external_id" else line(stated)  # an id is kept as written
        if is_null(value) if field != "external_id" else not fold(printable(value)):
            return _problem(raw, field, _missing(field), refused=True)
        if len(value) > limit:
            reason = f"expected at most {limit} characters, got {len(value)}"
            return _problem(raw, field, reason, refused=True)
    if not raw.apply_url.strip():
        return _problem(raw, "apply_url", _missing("apply_url"), refused=True)
    try:
        public_address(raw.apply_url)
    except ValueError as error:
        return _problem(raw, "apply_url", str(error), refused=True)
    return None


def _left_out(
    raw: RawJob, job: CleanJob, posted: date | None, expires: date | None
) -> list[Problem]:
    """Facts that were stated but not understood: kept from the page, told to the editor."""
    found = []
    if job.salary.problem:
        found.append(_problem(raw, "salary", job.salary.problem, value=job.salary.text))
    if raw.posted and job.posted_on is None:
        expected = "a day of the last five years" if posted else "a date such as 2026-04-24"
        found.append(_problem(raw, "posted", f"expected {expected}; the job has no date"))
    if expires and not plausible_end(expires, posted=job.posted_on):
        expected = "a day after the job was posted"
        found.append(_problem(raw, "expires", f"expected {expected}; ignored"))
    if raw.expires and expires is None:
        found.append(_problem(raw, "expires", "expected a date such as 2026-04-24; ignored"))
    if told(raw.arrangement) and not job.arrangement:
        found.append(_problem(raw, "arrangement", "expected onsite, hybrid or remote; ignored"))
    if told(raw.employer_website) and "website" not in job.employer_facts:
        found.append(_problem(raw, "employer_website", "expected an http(s) address; ignored"))
    return found


def _cut(raw: RawJob, job: CleanJob) -> list[Problem]:
    """Lists that are longer than what is kept of them: told to the editor."""
    found = []
    if len(job.places) == MOST_PLACES:
        text = listing(raw.location)
        number = number_of_places(text, country=line(raw.country))
        found += _beyond(raw, "location", MOST_PLACES, number, whole=len(text) <= PLACES_READ)
    if len(job.skills) == MOST_SKILLS:
        text = squeeze(listing(raw.skills))
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


def _title(raw: RawJob) -> str:
    """The title without the employer's name that some feeds hang on its end."""
    title, employer = line(raw.title), line(raw.employer)
    if (title + employer).isascii() and not title.lower().endswith(employer.lower()):
        return title  # a pattern of its own for every employer is slow to make
    bare = re.sub(rf"\s*(?:,|\s[-–—|@]|\sat)\s+{re.escape(employer)}$", "", title, flags=re.I)
    return bare or title


def _arrangement(value: str) -> str:
    known = vocabulary.word(line(value), vocabulary.ARRANGEMENTS)
    return known.slug if known else ""


def _salary(raw: RawJob, places: Sequence[ParsedPlace]) -> Salary:
    countries = {place.country for place in places}
    return stated_salary(
        line(raw.salary_min),
        line(raw.salary_max),
        line(raw.salary_currency),
        line(raw.salary_period),
        text=line(raw.salary)[:300],
        # By which a bare "$" is read; places in several countries leave it unread.
        country=countries.pop() if len(countries) == 1 else "",
    )


def _employer_facts(raw: RawJob) -> dict[str, str]:
    facts = {"description": html.to_text(printable(unescape(raw.employer_description)))[:5_000]}
    for name, value in (("website", raw.employer_website), ("logo_url", raw.employer_logo)):
        try:
            facts[name] = feed_address(value)
        except ValueError:
            continue
    return {name: value for name, value in facts.items() if value}
