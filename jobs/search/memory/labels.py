"""What terms are called and where their pages are, looked up when needed and remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import get_language

from jobs.lib.local_names import LANGUAGES, local_place, local_word
from jobs.lib.text import fold
from jobs.models import Category, Employer, Industry, JobType, Level, Place, Skill, Term
from jobs.models.skill import Word

KINDS: Mapping[str, type[Term]] = {
    "employer": Employer,
    "category": Category,
    "industry": Industry,
    "job_type": JobType,
    "level": Level,
    "place": Place,
    "skill": Skill,
}
REMEMBERED = 20_000
CHUNK = 500  # keys a query
_SAME: Mapping[str, str] = MappingProxyType({})


class Label(NamedTuple):
    """A term in few words."""

    slug: str
    name: str
    url: str = ""  # of its page, where the kind has pages
    position: int = 0  # where the kind has an order of its own
    alphabetical: str = ""  # sorts as a person would: by the folded name, then by the name
    local: Mapping[str, str] = _SAME  # the names of other languages, by language

    @property
    def label(self) -> str:
        """The name as the reader of the current language sees it."""
        return self.local.get(get_language() or "", self.name)

    def get_absolute_url(self) -> str:
        return self.url


class Labels:
    """Of the terms as they were when they were first asked for."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, int], Label] = {}
        self._keys: dict[tuple[str, str], int] = {}

    def labels(self, kind: str, keys: Iterable[int]) -> dict[int, Label]:
        """The labels of the terms with these primary keys, as far as they exist."""
        wanted = list(keys)
        # Another thread may empty what is remembered at any moment.
        found = {key: known for key in wanted if (known := self._labels.get((kind, key)))}
        missing = [key for key in wanted if key not in found]
        for some in chunks(missing):
            terms = KINDS[kind].objects.filter(pk__in=some).order_by()
            for key, slug, name, *rest in terms.values_list("pk", *_fields(kind)):
                position = rest[0] if len(rest) == 1 else 0
                local = _local(kind, slug, name, rest)
                page, place = _page(kind, slug), alphabetical(name)
                found[key] = Label(slug, name, page, position, place, local)
        if len(self._labels) + len(missing) > REMEMBERED:
            self._labels.clear()
        self._labels.update(((kind, key), found[key]) for key in missing if key in found)
        return {key: found[key] for key in wanted if key in found}

    def keys(self, kind: str, slugs: Collection[str]) -> dict[str, int]:
        """The primary keys of the terms with these slugs, as far as there are such terms."""
        found = {slug: key for slug in slugs if (key := self._keys.get((kind, slug)))}
        missing = [slug for slug in slugs if slug not in found]
        if missing:
            terms = KINDS[kind].objects.filter(slug__in=missing).order_by()
            found.update(terms.values_list("slug", "pk"))
            if len(self._keys) + len(missing) > REMEMBERED:
                self._keys.clear()
            self._keys.update(((kind, slug), found[slug]) for slug in missing if slug in found)
        return {slug: found[slug] for slug in slugs if slug in found}

    def moved(self, kind: str, slugs: Collection[str]) -> dict[str, str]:
        """The slugs of today of those of these slugs that are former ones."""
        found: dict[str, str] = KINDS[kind].objects.moved(slugs) if slugs else {}
        return found


def alphabetical(name: str) -> str:
    return f"{fold(name)}\0{name}"


def chunks(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]


def _fields(kind: str) -> tuple[str, ...]:
    """The slug, the name, and what else the label of a term of this kind needs."""
    if kind == "place":
        return ("slug", "name", "city", "region", "country", "remote")
    return ("slug", "name", "position") if issubclass(KINDS[kind], Word) else ("slug", "name")


def _local(kind: str, slug: str, name: str, rest: Sequence[Any]) -> Mapping[str, str]:
    if not rest:
        return _SAME
    names = {
        language: local_place(name, *rest, language)
        if kind == "place"
        else local_word(kind, slug, name, language)
        for language in LANGUAGES
    }
    return {language: local for language, local in names.items() if local != name} or _SAME


def _page(kind: str, slug: str) -> str:
    before, after = _around(kind)
    return f"{before}{quote(slug)}{after}" if before else ""


@cache
def _around(kind: str) -> tuple[str, str]:
    """What stands around the slug in the address of a term; `reverse` is too slow for hundreds."""
    if not hasattr(KINDS[kind], "get_absolute_url"):
        return "", ""
    before, after = reverse(kind, args=["_"]).split("_")
    return before, after
