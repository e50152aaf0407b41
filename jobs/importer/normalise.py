"""A raw record becomes a job of checked facts, or a problem that says why it cannot. Pure.

Raise RULES_VERSION when a rule here or in `lib` changes what a record means: every job is then
written anew by the next run, although its feed has not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from html import unescape

from jobs.importer.reasons import cut_short, essentials, left_out
from jobs.importer.records import CleanJob, Problem, RawJob
from jobs.lib import html
from jobs.lib.arrangements import arrangement
from jobs.lib.dates import endless, parse_date, plausible, plausible_end
from jobs.lib.money import Salary, described_salary, has_money, stated_salary
from jobs.lib.places import ParsedPlace, places_of_job
from jobs.lib.plain import line, listing, told
from jobs.lib.skill_lists import split_skills
from jobs.lib.text import printable
from jobs.lib.titles import Known, shown_title
from jobs.lib.urls import feed_address

RULES_VERSION = 3


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
    known = essentials(raw)
    if isinstance(known, Problem):
        return known
    title, employer, apply_url = known
    location = listing(raw.location)
    places = places_of_job(location, country=line(raw.country))
    posted = parse_date(raw.posted, day_first=day_first)
    posted_on = posted if posted and plausible(posted, today=today) else None
    expires = parse_date(raw.expires, day_first=day_first)
    ends = (
        expires and plausible_end(expires, posted=posted_on) and not endless(expires, today=today)
    )
    description = html.without_footer(raw.description, signature) if signature else raw.description
    text = html.clean(description)
    where = arrangement(raw.arrangement, location, title, places)
    salary = _salary(raw, title, text, places)
    numbers = f"{raw.external_id} {apply_url}"
    job = CleanJob(
        external_id=raw.external_id,
        title=shown_title(title, Known(employer, places, where, salary, numbers)),
        employer=employer,
        description=text,
        apply_url=apply_url,
        job_type=told(raw.job_type),
        level=told(raw.level),
        arrangement=where,
        category=told(raw.category),
        industry=told(raw.industry),
        skills=split_skills(listing(raw.skills)),
        places=places,
        salary=salary,
        posted_on=posted_on,
        expires_on=expires if ends else None,
        employer_facts=_employer_facts(raw),
    )
    problems = [*left_out(raw, job, posted, expires), *cut_short(raw, job)]
    return replace(job, problems=tuple(problems)) if problems else job


def _salary(raw: RawJob, title: str, description: str, places: Sequence[ParsedPlace]) -> Salary:
    """Pay by the feed's fields, else by its text, else as title and description surely state it."""
    countries = {place.country for place in places}
    # By which a bare "$" is read; places in several countries leave it unread.
    country = countries.pop() if len(countries) == 1 else ""
    salary = stated_salary(
        line(raw.salary_min),
        line(raw.salary_max),
        line(raw.salary_currency),
        line(raw.salary_period),
        text=line(raw.salary)[:300],
        country=country,
        place=places[0] if len(places) == 1 else None,
    )
    if salary.problem or salary.minimum or salary.maximum:
        return salary
    if not has_money(description) and not has_money(title):
        return salary  # as in most records: their markup need not be read
    told = html.to_text(description)
    found = described_salary(title, told, currency=line(raw.salary_currency), country=country)
    return found or salary


def _employer_facts(raw: RawJob) -> dict[str, str]:
    facts = {"description": html.to_text(printable(unescape(raw.employer_description)))[:5_000]}
    for name, value in (("website", raw.employer_website), ("logo_url", raw.employer_logo)):
        try:
            facts[name] = feed_address(value)
        except ValueError:
            continue
    return {name: value for name, value in facts.items() if value}
