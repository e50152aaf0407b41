"""What editors decided about terms, so that addresses and spellings go on leading to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    def of(self, model: type[models.Model]) -> FormerSlugQuerySet:
        return self.filter(kind=model._meta.model_name)

    def leave(self, slug: str, term: Any) -> None:
        """Has the former slug of a term that was saved under a new one lead to it.

        What was its own before is so again: no slug is both of today and a former one.
        """
        self.of(type(term)).filter(slug=term.slug).delete()
        self.create(kind=term._meta.model_name, slug=slug, term=term.pk, name=term.name)


class FormerSlug(models.Model):
    """The address that a term had, or one that was merged into it: it leads there for good.

    Nobody else gets it. It always names the term of today, however often terms moved or were
    merged: a chain has one link.
    """

    kind = models.CharField(max_length=20, help_text="Name of the model of the term")
    slug = models.CharField(max_length=100)
    term = models.BigIntegerField(help_text="Primary key of the term it leads to")
    name = models.CharField(max_length=200, help_text="What the merged term was called")
    merged_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "term"], name="former_slugs_of_term")]

    def __str__(self) -> str:
        return self.slug


class NotSameQuerySet(models.QuerySet["NotSame"]):
    def pairs(self, model: type[models.Model]) -> set[tuple[int, int]]:
        """The lower primary key of each pair comes first."""
        return set(self.filter(kind=model._meta.model_name).values_list("one", "other"))

    def remember(self, model: type[models.Model], terms: Iterable[int], *, user: int) -> None:
        """Notes that no two of these terms are the same, as the user (primary key) says."""
        kind = str(model._meta.model_name)
        pairs = combinations(sorted(set(terms)), 2)
        rows = [NotSame(kind=kind, one=one, other=other, user=user) for one, other in pairs]
        self.bulk_create(rows, ignore_conflicts=True)

    def became(self, model: type[models.Model], terms: Collection[int], term: int) -> None:
        """What was said of terms that were merged is said of what they became."""
        pairs = self.of(model, terms)
        told = list(pairs.values_list("one", "other", "user"))
        pairs.delete()
        for one, other, user in told:
            self.remember(model, (term if pk in terms else pk for pk in (one, other)), user=user)

    def forget(self, model: type[models.Model], terms: Collection[int]) -> None:
        self.of(model, terms).delete()

    def of(self, model: type[models.Model], terms: Collection[int]) -> NotSameQuerySet:
        """What was said of one of these terms and any other."""
        either = models.Q(one__in=terms) | models.Q(other__in=terms)
        return self.filter(either, kind=model._meta.model_name)


class NotSame(models.Model):
    """Two terms that look like one and are not: they are not suggested for merging again."""

    kind = models.CharField(max_length=20, help_text="Name of the model of the terms")
    one = models.BigIntegerField(help_text="The lower primary key of the two")
    other = models.BigIntegerField()
    user = models.BigIntegerField(help_text="Primary key of the editor who said so")
    said_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = NotSameQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "one", "other"], name="not_same_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="not_same_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.one} is not {self.other}"
