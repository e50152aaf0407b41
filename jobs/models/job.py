"""Jobs: JobPosting of schema.org, as a feed told it and an editor corrected it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, DecimalField, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.lib.money import YEARLY, Period
from jobs.models.employer import Employer
from jobs.models.feed import Feed
from jobs.models.job_path import job_path, job_slug
from jobs.models.job_queries import JobQuerySet
from jobs.models.life import Lived, is_featured
from jobs.models.local import arrangement_label
from jobs.models.place import Place
from jobs.models.skill import Category, Industry, JobType, Level, Skill

PAY = {"salary_min", "salary_max", "salary_currency", "salary_period", "salary_text"}
_AMOUNT = DecimalField(max_digits=16, decimal_places=2)


def _per_year(amount: Any) -> Case:
    """The yearly form of an amount for comparing, empty while its period is unknown."""
    factors = [
        When(salary_period=period, then=amount * Value(factor)) for period, factor in YEARLY.items()
    ]
    return Case(*factors, output_field=_AMOUNT)


class Job(Lived):
    class Arrangement(models.TextChoices):
        ONSITE = "onsite", "On-site"
        HYBRID = "hybrid", "Hybrid"
        REMOTE = "remote", "Remote"

    feed = models.ForeignKey(  # the unique constraint of Meta is its index
        Feed, on_delete=models.PROTECT, related_name="jobs", db_index=False
    )
    external_id = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64, editable=False)

    title = models.CharField(max_length=300)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="jobs")
    description = models.TextField(blank=True, help_text="HTML, cleaned when it was imported")
    apply_url = models.CharField("Apply address", max_length=2000)

    job_type = models.ForeignKey(
        JobType, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    arrangement = models.CharField(max_length=10, choices=Arrangement, blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    industry = models.ForeignKey(
        Industry, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    skills = models.ManyToManyField(Skill, through="JobSkill", related_name="jobs")
    places = models.ManyToManyField(Place, through="JobPlace", related_name="jobs")

    salary_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    salary_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")
    salary_period = models.CharField(
        max_length=5, choices=[(period.value, period.value) for period in Period], blank=True
    )
    salary_text = models.CharField("salary as stated", max_length=300, blank=True)
    pay_from = models.GeneratedField(
        expression=_per_year(Coalesce("salary_min", "salary_max")),
        output_field=_AMOUNT,
        db_persist=True,
        help_text="Yearly form of the stated minimum: what sorting compares",
    )
    pay_to = models.GeneratedField(
        expression=_per_year(Coalesce("salary_max", "salary_min")),
        output_field=_AMOUNT,
        db_persist=True,
        help_text="Yearly form of the top of the range: what the pay filter compares",
    )

    posted_on = models.DateField(null=True, blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When its feed last had the job; empty while it has: see last_confirmed_at",
    )
    missing_since = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Gone from its feed since then, but the removal is held",
    )
    missing_runs = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Complete runs in a row that did not have the job"
    )
    apart = models.BooleanField(
        "always on its own",
        default=False,
        help_text="Shown by itself, wherever else the same job is",
    )
    featured_until = models.DateField(
        null=True, blank=True, help_text="Stands in front of lists until this day (UTC), included"
    )
    role_key = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="Digest of employer, title and places, where there are places",
    )
    apply_key = models.BigIntegerField(
        null=True, editable=False, db_index=True, help_text="Digest of Apply address and places"
    )
    text_key = models.BigIntegerField(
        null=True, editable=False, help_text="Digest of the description, unless it is short or cut"
    )
    edited = models.JSONField(
        "edited by hand",
        default=list,
        blank=True,
        editable=False,
        help_text="Fields that imports leave as an editor wrote them",
    )

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        ordering = (F("posted_on").desc(nulls_last=True), "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "external_id"], name="job_once_per_feed"),
            models.CheckConstraint(
                condition=Q(apply_url__startswith="https://") | Q(apply_url__startswith="http://"),
                name="job_apply_url_is_a_web_address",
            ),
            models.CheckConstraint(
                condition=(Q(salary_min=None) | Q(salary_min__gte=0))
                & (Q(salary_max=None) | Q(salary_max__gte=0)),
                name="job_salary_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(salary_min=None)
                | Q(salary_max=None)
                | Q(salary_min__lte=F("salary_max")),
                name="job_salary_min_at_most_max",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-posted_on", "-id"], name="job_newest"),
            models.Index(fields=["salary_currency", "pay_to"], name="job_pay"),
            models.Index(fields=["role_key", "feed", "text_key"], name="job_role"),
            models.Index(
                fields=["feed"], condition=~Q(missing_since=None), name="job_missing_from_feed"
            ),
            # What few jobs have, and lists of editors ask for.
            models.Index(fields=["id"], condition=~Q(edited=[]), name="job_edited"),
            models.Index(fields=["id"], condition=Q(apart=True), name="job_apart"),
            models.Index(
                fields=["featured_until"],
                condition=Q(featured_until__isnull=False),
                name="job_featured",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return job_path(self.pk, self.title)

    @property
    def is_featured(self) -> bool:
        return is_featured(self.featured_until)

    @property
    def slug(self) -> str:
        return job_slug(self.title)

    def get_arrangement_display(self) -> str:  # type: ignore[no-redef]
        return arrangement_label(self.arrangement)

    @property
    def skill_list(self) -> list[Skill]:
        return [link.skill for link in self.skill_links.all()]

    @property
    def place_list(self) -> list[Place]:
        return [link.place for link in self.place_links.all()]

    @property
    def logo(self) -> str | None:
        """The digest of the employer's logo."""
        return self.employer.logo_id

    @property
    def last_confirmed_at(self) -> datetime | None:
        """When its feed was last seen to have the job, None where nobody knows.

        While the job is in its feed, that is when the feed was last read (for a job that came
        since, when it came): no run writes it to every job. When the job is missing or closed,
        it is stored, as `JobQuerySet.last_had` says.
        """
        if self.confirmed_at or self.closed_at or self.missing_since:
            return self.confirmed_at
        return max(self.feed.confirmed_at or self.first_seen_at, self.first_seen_at)

    def keep(self, fields: Iterable[str]) -> None:
        """Notes that an editor wrote these fields: no import changes them from now on.

        Pay is kept as a whole: half of it from the feed would be a fact that nobody stated.
        """
        kept = {*self.edited, *fields}
        if kept & PAY:
            kept |= PAY
        self.edited = sorted(kept)
