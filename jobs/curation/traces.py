"""What a merge must remember of terms that will be gone, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jobs.curation import reach
from jobs.models import FormerSlug, Job, NotSame, Term
from jobs.models.term import key_of

SHORT = 8  # characters of a content hash: whether the text of a job is another since

Facts = dict[str, Any]  # of a term, by column
Link = tuple[int, int]  # a term, and at which position a job has it


class JobTrace(NamedTuple):
    """One job that had a term of a merge, before it."""

    content: str  # the beginning of its content hash
    edited: bool  # whether an editor had written the field that points to the term
    links: Sequence[Link]  # to terms of the merge


def facts(term: Term) -> Facts:
    return {field.attname: getattr(term, field.attname) for field in term._meta.concrete_fields}


def before(kept: Term, gone: Sequence[Term]) -> dict[str, Any]:
    """`Merge.was`, but for what the survivor is afterwards; as JSON has it."""
    model, terms = type(kept), [term.pk for term in gone]
    apart = NotSame.objects.of(model, [kept.pk, *terms]).order_by("one", "other")
    return {
        "gone": terms,
        "terms": [facts(term) for term in gone],
        "survivor": facts(kept),
        "keys": _keys(model, gone),
        "slugs": _grouped(FormerSlug.objects.of(model).filter(term__in=terms), "slug"),
        "apart": list(apart.values_list("one", "other", "user")),
        "jobs": [[job, *trace] for job, trace in jobs(model, [kept.pk, *terms]).items()],
    }


def jobs(model: type[Term], terms: Sequence[int]) -> dict[int, JobTrace]:
    """The jobs that have these terms now, by primary key."""
    name, held = reach.FIELDS[model], reach.links(model)
    linked: defaultdict[int, list[Link]] = defaultdict(list)
    if held:
        manager, column = held
        rows = manager.filter(**{f"{column}__in": terms}).order_by("job", "position", "pk")
        for job, term, position in rows.values_list("job_id", column, "position"):
            linked[job].append((term, position))
    target = "pk" if held else f"{name}_id"
    stored = Job.objects.filter(**{f"{name}__in": terms}).order_by("pk").distinct()
    return {
        job: JobTrace(content[:SHORT], name in edited, linked[job] if held else [(term, 0)])
        for job, content, edited, term in stored.values_list("pk", "content_hash", "edited", target)
    }


def remembered(was: Mapping[str, Any]) -> dict[int, JobTrace]:
    """The jobs that `before` told."""
    return {
        job: JobTrace(content, edited, [(term, position) for term, position in links])
        for job, content, edited, links in was["jobs"]
    }


def _keys(model: type[Term], gone: Sequence[Term]) -> dict[str, list[str]]:
    """The spellings of each, its name too, which the survivor learns when nobody had it."""
    found = _grouped(reach.aliases(model).filter(term__in=[term.pk for term in gone]), "key")
    names = {key_of(term.name): term for term in gone}
    for key in names.keys() - model.objects.known(names).keys():
        found.setdefault(str(names[key].pk), []).append(key)
    return found


def _grouped(rows: Any, column: str) -> dict[str, list[str]]:
    """Of each term, whose primary key is text as the keys of JSON are."""
    key = "term_id" if hasattr(rows.model, "term_id") else "term"
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term, value in rows.order_by(column).values_list(key, column):
        found[str(term)].append(value)
    return dict(found)
