"""What a batch changed of jobs that were stored: both sides, in words.

A run may write any number of jobs anew that look as before, so they are compared as they are
stored, and only what differs is put into words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jobs.importer.differences import SALARY, TERMS, Told, difference, in_words
from jobs.importer.twin_rows import batches
from jobs.models import Category, Employer, Industry, Job, JobType, Level, Place, Skill, Term

_OWN = ("title", "arrangement", "posted_on", "expires_on", "apply_url", "description")
COLUMNS = (*_OWN, *SALARY, *(f"{term}_id" for term in TERMS))
_LABELS = dict(zip(COLUMNS, (*_OWN, *["salary"] * len(SALARY), *TERMS), strict=True))
_MODELS: dict[str, type[Term]] = {
    "employer": Employer,
    "job_type": JobType,
    "level": Level,
    "category": Category,
    "industry": Industry,
    "skills": Skill,
    "places": Place,
}

Columns = Sequence[Any]  # of a job, in the order of COLUMNS
Row = Mapping[str, Any]  # the same and more by name
Links = tuple[Sequence[int], Sequence[int]]  # terms of a job that were linked, and that are
Facts = dict[str, Any]  # of a job by the names of `differences.LABELS`; terms by primary keys


def columns_of(jobs: Collection[int]) -> dict[int, Columns]:
    """What is stored of these jobs and an import writes."""
    if not jobs:
        return {}
    rows = Job.objects.filter(pk__in=jobs).order_by().values_list("pk", *COLUMNS)
    return {pk: values for pk, *values in rows}


def changed(
    known: Mapping[int, Columns], rows: Mapping[int, Row], links: Mapping[str, Mapping[int, Links]]
) -> dict[int, tuple[Told, Told]]:
    """What a person sees to differ of the `known` jobs, which are stored as `rows` by now.

    `links` are the `skills` and `places` of those where these are others. All are by primary key.
    """
    found = {}
    for pk, values in known.items():
        moved = {name: jobs[pk] for name, jobs in links.items() if pk in jobs}
        if both := _sides(values, rows[pk], moved):
            found[pk] = both
    names = _names([facts for both in found.values() for facts in both])
    told = (
        (pk, difference(*(in_words(_named(facts, names)) for facts in both)))
        for pk, both in found.items()
    )
    return {pk: both for pk, both in told if both[1]}


def _sides(values: Columns, row: Row, moved: Mapping[str, Links]) -> tuple[Facts, Facts] | None:
    pairs = zip(COLUMNS, values, strict=True)
    labels = {_LABELS[name] for name, old in pairs if old != row[name]}
    if not labels and not moved:
        return None
    before = _facts(dict(zip(COLUMNS, values, strict=True)), labels)
    return (
        before | {name: old for name, (old, _new) in moved.items()},
        _facts(row, labels) | {name: new for name, (_old, new) in moved.items()},
    )


def _facts(row: Row, labels: Collection[str]) -> Facts:
    facts = {_LABELS[name]: row[name] for name in COLUMNS if _LABELS[name] in labels}
    if "salary" in labels:
        facts["salary"] = tuple(row[name] for name in SALARY)
    return facts


def _names(several: Sequence[Facts]) -> dict[str, dict[int, str]]:
    """The name of every term that some facts point to, a query for each kind."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for facts in several:
        for name in _MODELS.keys() & facts:
            wanted[name].update(_keys(facts[name]))
    return {
        name: {
            pk: term
            for some in batches(ids)
            for pk, term in _MODELS[name]
            .objects.filter(pk__in=some)
            .order_by()
            .values_list("pk", "name")
        }
        for name, ids in wanted.items()
    }


def _named(facts: Facts, names: Mapping[str, Mapping[int, str]]) -> Facts:
    terms: Facts = {}
    for name in names.keys() & facts:
        found = [names[name][pk] for pk in _keys(facts[name]) if pk in names[name]]
        terms[name] = found if name in ("skills", "places") else "".join(found)
    return facts | terms


def _keys(value: Any) -> Sequence[int]:
    return [] if value is None else [value] if isinstance(value, int) else value
