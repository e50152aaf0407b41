"""A term is a name that jobs share (skill, employer, place ...) with every spelling that means it.

Whoever looks a term up goes through `resolve`: a spelling known as an alias is that term, whatever
an editor renamed or merged; only a spelling nobody knows makes a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from django.db import IntegrityError, models, transaction

from jobs.lib.text import fold, free_slug, slug
from jobs.models.curation import FormerSlug

NAME_LENGTH = 200


def key_of(spelling: str) -> str:
    """What spellings are compared by: no case, no accents, "&" as "and", 200 characters."""
    return fold(spelling.replace("&", " and "))[:NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What to create when no alias knows a key: the name, further spellings, further fields."""

    name: str
    slug: str = ""  # made from the name when empty
    aliases: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)

    def spellings(self, key: str) -> dict[str, str]:
        """Every key that shall lead to the term, with its spelling."""
        return {key: self.name} | {key_of(text): text for text in self.aliases}


class TermQuerySet(models.QuerySet[Any]):
    def resolve(self, wanted: Mapping[str, NewTerm]) -> dict[str, Any]:
        """The term of every key in `wanted`, creating those that no alias knows.

        One query when all are known. Safe beside another import that creates the same names.
        """
        found = self.known(wanted)
        missing = {key: new for key, new in sorted(wanted.items()) if key not in found}
        if missing:
            found |= self._create_all(missing)
        return {key: found[key] for key in wanted}

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        """The terms of those keys that some alias knows: one query, or none without keys."""
        aliases = self.model.aliases.rel.related_model.objects
        rows = aliases.filter(key__in=list(keys)).select_related("term")
        return {alias.key: alias.term for alias in rows}

    def at(self, slug: str) -> Any:
        """The term whose address this is, or was before it moved or was merged into another; None
        where there is none.
        """
        found = self.filter(slug=slug).first()
        if found is None:
            former = FormerSlug.objects.of(self.model).filter(slug=slug).values("term")
            found = self.filter(pk__in=former).first()
        return found

    def moved(self, slugs: Collection[str]) -> dict[str, str]:
        """The slugs of today of those of these slugs that are former ones."""
        rows = FormerSlug.objects.of(self.model).filter(slug__in=slugs)
        terms = dict(rows.values_list("slug", "term"))
        if not terms:
            return {}
        today = dict(self.filter(pk__in=terms.values()).order_by().values_list("pk", "slug"))
        return {slug: today[term] for slug, term in terms.items() if term in today}

    def _create_all(self, missing: Mapping[str, NewTerm]) -> dict[str, Any]:
        """Terms for keys that no alias knows: all at once, or one by one beside another import."""
        try:
            with transaction.atomic():
                return self._create_together(missing)
        except IntegrityError:
            found: dict[str, Any] = {}
            for key, new in missing.items():
                if key not in found:
                    found |= self._create(key, new)
            return found

    def _create_together(self, missing: Mapping[str, NewTerm]) -> dict[str, Any]:
        spelt = {key: new.spellings(key) for key, new in missing.items()}
        found = self.known(spelling for spellings in spelt.values() for spelling in spellings)
        slugs = Slugs(self, [new.slug or new.name for new in missing.values()])
        terms, aliases = [], []
        for key, new in missing.items():
            if key in found:  # another spelling of one that was just made
                continue
            name = key_of(new.name)
            term = found.get(name) if name in spelt[key] else None
            if term is None:
                slug_ = slugs.take(new.slug or new.name)
                term = self.model(name=new.name, slug=slug_, **new.fields)
                terms.append(term)
            for spelling, text in spelt[key].items():
                if spelling not in found:
                    found[spelling] = term
                    aliases.append((spelling, text, term))
        # In one order everywhere, slugs before keys: two imports that create the same names wait
        # for each other, and never in a circle.
        self.bulk_create(sorted(terms, key=lambda term: term.slug))
        alias = self.model.aliases.rel.related_model
        alias.objects.bulk_create(
            alias(key=key, text=text[:NAME_LENGTH], term=term)
            for key, text, term in sorted(aliases, key=lambda one: one[0])
        )
        return found

    def _create(self, key: str, new: NewTerm) -> dict[str, Any]:
        spellings = new.spellings(key)
        try:
            with transaction.atomic():
                taken = self.known(spellings)
                term = taken.get(key_of(new.name)) or self.create(
                    name=new.name, slug=Slugs(self, []).take(new.slug or new.name), **new.fields
                )
                alias = self.model.aliases.rel.related_model
                free = [
                    alias(key=spelt, text=text[:NAME_LENGTH], term=term)
                    for spelt, text in sorted(spellings.items())
                    if spelt not in taken
                ]
                alias.objects.bulk_create(free)
                return taken | {row.key: term for row in free}
        except IntegrityError:  # another import was first: its term is the one
            return self.known([key])


class Slugs:
    """Slugs for new terms, each given once: the wish, or the wish with a number.

    Former ones go on leading where they lead.
    """

    def __init__(self, terms: TermQuerySet, names: Iterable[str]) -> None:
        self._tables = (terms, FormerSlug.objects.of(terms.model))
        self._free = {slug(name) for name in names}
        self._free -= self._taken(slug__in=list(self._free))
        self._given: set[str] = set()

    def take(self, name: str) -> str:
        wish = slug(name)
        given = wish if wish in self._free else self._numbered(wish)
        self._free.discard(given)
        self._given.add(given)
        return given

    def _numbered(self, wish: str) -> str:
        return free_slug(wish, self._given | self._taken(slug__startswith=wish))

    def _taken(self, **which: Any) -> set[str]:
        taken = (table.order_by().filter(**which) for table in self._tables)
        return {slug for rows in taken for slug in rows.values_list("slug", flat=True)}


class Term(models.Model):
    """Abstract. A subclass has its own table and its own table of aliases (`Alias`)."""

    name = models.CharField(max_length=NAME_LENGTH)
    slug = models.CharField(max_length=100, unique=True)

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What a reader of the current language sees; most names are the same in all."""
        return self.name

    @classmethod
    def named(cls, names: Iterable[str]) -> dict[str, Self]:
        """The term of each name; equal spellings share one. Empty names are left out."""
        keys = {name: key_of(name) for name in names if key_of(name)}
        first = {key: name for name, key in reversed(keys.items())}  # the first spelling names it
        wanted = {key: cls.new(first[key]) for key in keys.values()}
        found = cls.objects.resolve(wanted)
        return {name: found[key] for name, key in keys.items()}

    @classmethod
    def new(cls, name: str) -> NewTerm:
        """What a first spelling creates; subclasses know canonical names and aliases."""
        return NewTerm(name=name[:NAME_LENGTH])

    def learn(self, spelling: str) -> None:
        """From now on imports map the spelling to this term, unless it is another's."""
        aliases: Any = type(self).aliases.rel.related_model  # type: ignore[attr-defined]
        spelt = {"term": self, "text": spelling[:NAME_LENGTH]}
        aliases.objects.get_or_create(key=key_of(spelling), defaults=spelt)

    def absorb(self, other: Self) -> None:
        """Takes what only the other one tells, which is merged into this one. Not saved.

        Most terms are known by their names alone.
        """

    def give_back(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Undoes `absorb`, but for what has changed since. Not saved.

        Both have every column: before the first `absorb` of a merge, and after the last.
        """


class Alias(models.Model):
    """Abstract. One spelling of one term. Subclasses add `term` with related name `aliases`."""

    key = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    text = models.CharField("spelling", max_length=NAME_LENGTH)

    class Meta:
        abstract = True
        verbose_name_plural = "aliases"
        ordering = ("text",)

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or key_of(self.text)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.key = key_of(self.text)
        super().clean()
