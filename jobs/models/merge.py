"""Merges of terms, with all that is needed to undo them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Merge(models.Model):
    """Several terms that became one, as they were before. The latest merges are undone first."""

    kind = models.CharField(max_length=20, help_text="Name of the model of the terms")
    survivor = models.BigIntegerField(help_text="Primary key of the term that stayed")
    told = models.CharField(max_length=1000, help_text="What was merged into what, in names")
    jobs = models.PositiveIntegerField(help_text="How many were pointed to the survivor")
    user = models.BigIntegerField(help_text="Primary key of who merged them")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True, help_text="Primary key of who undid it")
    was = models.JSONField(help_text="Terms, spellings, addresses and links as they were")

    class Meta:
        ordering = ("-merged_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["kind", "survivor"], name="merges_of_term")]

    def __str__(self) -> str:
        return self.told
