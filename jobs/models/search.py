"""What the search keeps of each job in one narrow row, from which every process fills its memory.

Written by `search.rows` alone, in one transaction with what it tells of.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SearchState(models.Model):
    """One row, with primary key 1: how often what the public sees has changed, and when last.

    Whoever writes search rows or words locks it first.
    """

    version = models.BigIntegerField(
        default=0, help_text="Of the rows written last: the order of commits is that of versions"
    )
    terms = models.BigIntegerField(
        default=0, help_text="Raised when names, spellings or facts of terms change"
    )
    pages = models.BigIntegerField(
        default=0, help_text="Raised when pages show something else that the search does not know"
    )
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="When one of these numbers was last raised"
    )
    rules = models.CharField(
        max_length=50, blank=True, help_text="By which rules all words and rows were written"
    )

    def __str__(self) -> str:
        return f"version {self.version}"


class SearchRow(models.Model):
    """What is counted and filtered of one job, packed; of no key to the job, which it outlives."""

    job = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField(db_index=True, help_text="When the row was written")
    facts = models.BinaryField(null=True, help_text="Empty when the job is not for the public")

    def __str__(self) -> str:
        return f"job {self.job} in version {self.version}"
