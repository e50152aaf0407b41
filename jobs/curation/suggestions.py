"""Which terms may be one, and by what: from equal keys alone, never by likeness.

An editor decides. What was said not to be the same is not suggested again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Count, Max

from jobs.curation.merging import MOST
from jobs.curation.reach import aliases
from jobs.lib.employers import domain_of
from jobs.lib.text import fold
from jobs.models import Employer, EmployerAlias, NotSame, Place, Term
from jobs.search import memory

SHARED = 5  # employers; a host that more of them have is nobody's own
_SIGNS = re.compile(r"(?<!^)\.|[^\w+#.]|_")  # C, C++, C# and .NET stay four
_HOST_END = re.compile(r"//(?:[^/?#:]*\.)?([^/?#:.]+\.[^/?#:.]+)(?=[/?#:]|$)")
LEGAL_FORM = "Same name but for the legal form"
SIGNS = "Same name but for spaces and signs"
REGION = "Same town and country, with and without a region"

Groups = Iterable[tuple[str, Collection[int]]]  # evidence, and primary keys of terms


class Suggestion(NamedTuple):
    terms: tuple[int, ...]  # primary keys, ascending
    evidence: tuple[str, ...]


def suggested(model: type[Term]) -> list[Suggestion]:
    """What `suggestions` finds, remembered as long as terms and what was said of them stay.

    As fresh as `memory.current`. Not to be asked inside a transaction that writes.
    """
    apart = NotSame.objects.filter(kind=model._meta.model_name)
    said = apart.aggregate(number=Count("pk"), last=Max("pk"))
    newest = aliases(model).aggregate(last=Max("pk"))  # imports add terms, and change none
    board, state = memory.current(), memory.told()
    websites = state.pages if model is Employer else 0  # which imports add too
    stamp = (state.terms, websites, *said.values(), *newest.values())
    known = board.memo.get(("merging", model))
    if known is None or known[0] != stamp:
        known = (stamp, suggestions(model))
        board.memo.put(("merging", model), known)
    found: list[Suggestion] = known[1]
    return found


def suggestions(model: type[Term]) -> list[Suggestion]:
    """All there are, those with the lowest primary keys first."""
    apart = NotSame.objects.pairs(model)
    told: defaultdict[tuple[int, ...], dict[str, None]] = defaultdict(dict)
    for evidence, group in _FINDERS.get(model, _by_spelling)(model):
        for terms in _without(sorted(group), apart):
            told[terms[:MOST]][evidence] = None
    return [Suggestion(terms, tuple(evidence)) for terms, evidence in sorted(_folded(told).items())]


def _folded(told: Mapping[tuple[int, ...], Collection[str]]) -> dict[tuple[int, ...], list[str]]:
    """A group that is part of a larger one is told with it."""
    kept: dict[tuple[int, ...], list[str]] = {}
    groups: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for terms, evidence in sorted(told.items(), key=lambda one: -len(one[0])):
        whole = next((group for group in groups[terms[0]] if set(terms) < set(group)), None)
        if whole:
            kept[whole] += [f"{one} ({len(terms)} of them)" for one in evidence]
            continue
        kept[terms] = list(evidence)
        for term in terms:
            groups[term].append(terms)
    return kept


def loose(key: str) -> str:
    """A folded name without spaces and signs, but for those that tell C, C++, C# and .NET apart."""
    return key if key.isalnum() else _SIGNS.sub("", key)


def _by_spelling(model: type[Term]) -> Groups:
    keys = list(aliases(model).order_by().values_list("key", "term_id"))
    yield from _named(SIGNS, _alike((loose(key), term) for key, term in keys))


def _employers(_model: type[Term]) -> Groups:
    bases = list(EmployerAlias.objects.order_by().values_list("base", "term_id"))
    same = {frozenset(group) for group in _alike(bases)}
    signs = {frozenset(group) for group in _alike((loose(base), pk) for base, pk in bases)}
    sites = Employer.objects.exclude(website="").order_by().values_list("pk", "website")
    websites = dict(sites.iterator())
    for evidence, groups in ((LEGAL_FORM, same), (SIGNS, signs - same)):
        yield from ((f"{evidence}; {_websites(group, websites)}", group) for group in groups)
    for domain, group in _by_domain(websites):
        if len(group) <= SHARED:
            yield f"Same website {domain}", group


def _websites(group: Collection[int], websites: Mapping[int, str]) -> str:
    known = sorted({domain_of(websites[pk]) for pk in group if pk in websites} - {""})
    if len(known) > 1:
        return f"their websites {' and '.join(known)} differ"
    return f"no website but {known[0]} is known" if known else "no website is known"


def _by_domain(websites: Mapping[int, str]) -> Iterator[tuple[str, Collection[int]]]:
    """Employers that share a domain; few share the end of their host, which is quickly seen."""
    ends = ((_HOST_END.findall(website)[:1], pk) for pk, website in websites.items())
    near = {pk for group in _alike((end[0], pk) for end, pk in ends if end) for pk in group}
    domains = ((domain_of(websites[pk]), pk) for pk in sorted(near))
    for group in _alike(domains):
        yield domain_of(websites[min(group)]), group


def _places(_model: type[Term]) -> Groups:
    facts = ("pk", "name", "city", "region", "country", "remote")
    towns: defaultdict[Hashable, dict[int, str]] = defaultdict(dict)
    keys = []
    for pk, name, city, region, country, remote in Place.objects.order_by().values_list(*facts):
        called, area = loose(fold(city or name)), loose(fold(region))
        if called:  # else it is made of signs
            keys.append(((called, bool(city), area, country, remote), pk))
        if city and country:
            towns[called, country, remote][pk] = area
    yield from _named(SIGNS, _alike(keys))
    for regions in towns.values():
        if "" in regions.values() and len(set(regions.values())) == 2:
            yield REGION, list(regions)


def _alike(pairs: Iterable[tuple[Hashable, int]]) -> Iterator[set[int]]:
    """The terms that share a key with another, by key; an empty key is none."""
    by_key: dict[Hashable, int] = {}
    several: dict[Hashable, set[int]] = {}
    for key, term in pairs:
        first = by_key.setdefault(key, term)
        if first != term and key:
            several.setdefault(key, {first}).add(term)
    yield from several.values()


def _named(evidence: str, groups: Iterable[Collection[int]]) -> Groups:
    return ((evidence, group) for group in groups)


def _without(group: list[int], apart: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """The group in parts, so that who was said not to be the same as all others stands alone."""
    left = list(group)
    while left:
        part, queue = [left[0]], [left.pop(0)]
        while queue:
            one = queue.pop()
            near = [term for term in left if (min(one, term), max(one, term)) not in apart]
            left = [term for term in left if term not in near]
            part += near
            queue += near
        if len(part) > 1:
            yield tuple(sorted(part))


_FINDERS: Mapping[type[Term], Callable[[type[Term]], Groups]] = {
    Employer: _employers,
    Place: _places,
}
