"""What else the words of a query are called: by the aliases of skills, employers and places.

Levels, kinds of employment and categories have aliases too, but those sort what is not the same: a
seasonal job is a temporary one, and who searches for the one does not mean the other. What does
mean the same is among the spellings that every board knows (`lib.spellings`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from jobs.lib.skills import known_skill
from jobs.lib.spellings import same_spellings, spelling_key
from jobs.models import EmployerAlias, PlaceAlias, SkillAlias
from jobs.models.term import key_of
from jobs.search.query import MAX_SPELLINGS
from jobs.search.typed import spellings_in

# Everyday words that are short for a skill: found as themselves, and never meant by its long name.
_NOT_FOR_OTHERS = frozenset(
    """node shell serving presenting epic sage lean cloud rag sen word ember backbone knockout
    dispatch massage""".split()
)
_NAMES = ((SkillAlias, "term__name"), (EmployerAlias, "term__name"), (PlaceAlias, "term__city"))


def synonyms(text: str) -> Mapping[str, tuple[str, ...]]:
    """For `query.parse`: by what was typed, one to three words, the spellings of what it may mean.

    One query, none for an empty text.
    """
    typed = spellings_in(text)
    shipped = {spelling: known_skill(spelling) for spelling in typed}
    keys = {spelling: {key_of(spelling), spelling_key(spelling)} for spelling in typed}
    canonical = {key_of(known[0]) for known in shipped.values() if known}
    named = _named(canonical.union(*keys.values()))
    found = {}
    for spelling in typed:
        names = [name for key in sorted(keys[spelling]) for name in named.get(key, ())]
        known = shipped[spelling]
        if known and key_of(known[0]) not in named:  # where it is, an editor has the say
            names += known[1]
        if others := _others(spelling, [*same_spellings(spelling), *names]):
            found[spelling] = others
    return found


def _named(keys: Collection[str]) -> Mapping[str, list[str]]:
    """The spellings of every term that one of the keys leads to, by that key."""
    if not keys:
        return {}
    first, *rest = [
        aliases.objects.filter(key__in=keys)
        .order_by()
        .values_list("key", name, "term__aliases__text")
        for aliases, name in _NAMES
    ]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, name, spelling in first.union(*rest):
        found[key] += [name, spelling]
    return found


def _others(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are spelt differently, the shortest first."""
    own = spelling_key(typed)
    distinct = {key: name for name in names if (key := spelling_key(name))}
    kept = {
        key: name for key, name in distinct.items() if key != own and key not in _NOT_FOR_OTHERS
    }
    return tuple(sorted(kept.values(), key=lambda name: (len(name), name)))[:MAX_SPELLINGS]
