"""New words of feeds, which wait for an editor: mapped to a term there is, or kept as terms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Max, Min

from jobs.curation import history
from jobs.curation.merging import Merged, merge
from jobs.curation.reach import FIELDS, Refused, aliases
from jobs.curation.suggestions import loose
from jobs.importer import twins
from jobs.models import Category, Feed, Industry, Job, JobType, Level, Term

KINDS: Mapping[str, Any] = {  # by the name of the model
    str(model._meta.model_name): model for model in (JobType, Level, Category, Industry)
}


class Met(NamedTuple):
    """Where a word was met."""

    jobs: int = 0
    feeds: tuple[str, ...] = ()  # by name, those with the most jobs first
    since: datetime | None = None  # when the first of its jobs came; None where there is none
    example: int | None = None  # primary key of the newest of its jobs
    title: str = ""  # of that job


def waiting() -> int:
    """How many words wait for an editor; of these kinds there are few terms."""
    return sum(model.objects.filter(reviewed=False).count() for model in KINDS.values())


def met(model: type[Term], terms: Collection[int]) -> dict[int, Met]:
    """Where each of these terms was met: three queries for any number of them."""
    field = FIELDS[model]
    jobs = Job.objects.filter(**{f"{field}__in": terms}).order_by()
    told = jobs.values_list(field, "feed").annotate(
        number=Count("pk"), since=Min("first_seen_at"), newest=Max("pk")
    )
    found: dict[int, Met] = {}
    names = dict(Feed.objects.values_list("pk", "name"))
    for term, feed, number, since, newest in sorted(told, key=lambda row: (-row[2], row[1])):
        old = found.get(term, Met(since=since, example=newest))
        found[term] = Met(
            old.jobs + number,
            (*old.feeds, names[feed]),
            min(since, old.since or since),
            max(newest, old.example or newest),
        )
    examples = Job.objects.filter(pk__in=[one.example for one in found.values()])
    titles = dict(examples.order_by().values_list("pk", "title"))
    return {
        term: one._replace(title=titles.get(one.example or 0, "")) for term, one in found.items()
    }


def targets(model: Any) -> Any:
    """The terms that a word of this kind may mean: of types and levels those that are known."""
    terms = model.objects.order_by("pk")
    return terms.filter(reviewed=True) if issubclass(model, JobType | Level) else terms


def likely(model: Any, words: Collection[int]) -> dict[int, int]:
    """What some of these words (by primary key) mean: the one other term that is spelt so but for
    spaces and signs. Where two are, nobody knows which.
    """
    spelt: dict[str, set[int]] = {}
    known = aliases(model).filter(term__in=targets(model).values("pk")).order_by()
    for key, term in known.values_list("key", "term_id"):
        spelt.setdefault(loose(key), set()).add(term)
    own = aliases(model).filter(term__in=words).order_by()
    alike: dict[int, set[int]] = {}
    for key, word in own.values_list("key", "term_id"):
        if loose(key):
            alike.setdefault(word, set()).update(spelt.get(loose(key), set()) - {word})
    return {word: min(terms) for word, terms in alike.items() if len(terms) == 1}


def mean(model: Any, word: int, target: int, *, user: int) -> Merged:
    """Maps a word to the term that it means, which is looked at by that. Raises Refused."""
    with transaction.atomic():
        if not targets(model).filter(pk=target).exists():
            raise Refused("What it was to mean is not there any more. Look again.")
        done = merge(model, target, [word], user=user)
        keep(model, [target], user=user)
    return done


def keep_all(model: Any, number: str, *, user: int) -> int:
    """Keeps all words of a kind that wait, if there are so many by now. Returns how many it kept;
    `user` is as in `keep`.
    """
    with transaction.atomic():
        twins.lock()  # what is counted is what is kept
        same = number == str(model.objects.filter(reviewed=False).count())
        return keep(model, user=user) if same else 0


def keep(model: Any, words: Collection[int] | None = None, *, user: int) -> int:
    """Has these words stay terms of their own (all that wait, where none are named), in one
    transaction. Returns how many; `user` is the primary key of who decided, for the history.
    """
    with transaction.atomic():
        twins.lock()  # before the terms, as imports take their locks
        waits = model.objects.filter(reviewed=False)
        kept = waits if words is None else waits.filter(pk__in=words)
        terms = list(kept.order_by("pk").select_for_update())
        if terms:
            history.note(user, terms, "Kept as a term of its own.")
            model.objects.filter(pk__in=[term.pk for term in terms]).update(reviewed=True)
    return len(terms)
