"""Where jobs come from, and the report of every run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone

STANDARD_INPUT = "-"
BY_HAND = "by hand"  # the address of the feed of jobs that editors write


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self, now: datetime) -> list[Feed]:
        """Enabled feeds whose interval has passed since their last run began, longest first."""
        waiting = self.filter(enabled=True).exclude(address__in=(STANDARD_INPUT, BY_HAND))
        waiting = waiting.exclude(not_before__gt=now)
        ordered = waiting.order_by(F("last_run_at").asc(nulls_first=True), "pk")
        return [feed for feed in ordered if feed.is_due(now)]

    def last_confirmed(self) -> datetime | None:
        """When any feed was last read whole: how fresh the board is."""
        latest: datetime | None = self.aggregate(latest=Max("confirmed_at"))["latest"]
        return latest


class Feed(models.Model):
    class Health(models.TextChoices):
        NEW = "", "Not read yet"
        WELL = "well"
        HELD = "held", "Removals wait"
        FAILING = "failing"

    class DateOrder(models.TextChoices):
        UNKNOWN = "", "not shown yet"
        DAY = "day", "day first"
        MONTH = "month", "month first"
        MIXED = "mixed", "both, so neither is believed"

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    address = models.CharField(
        max_length=1000,
        unique=True,
        help_text="An http(s) address, the full path of a file, or - for standard input",
    )
    dialect = models.CharField(
        max_length=50, blank=True, help_text="Empty: found out from the feed itself"
    )
    enabled = models.BooleanField(default=True, help_text="Off: cron leaves this feed alone")
    interval = models.PositiveIntegerField(
        "minutes between runs", default=60, validators=[MinValueValidator(1)]
    )
    overrides = models.TextField(
        blank=True,
        help_text="How to read an odd feed, one rule a line; docs/feeds.md has them all",
    )
    ping_url = models.CharField(
        "ping address",
        max_length=2000,
        blank=True,
        help_text="Asked for after every good run, so that a monitor notices when none comes",
    )
    attribution_name = models.CharField(max_length=200, blank=True)
    attribution_url = models.CharField("attribution address", max_length=2000, blank=True)
    has_markup = models.BooleanField(
        "JobPosting markup",
        default=True,
        help_text="Off: search engines see its jobs as pages, and no longer as job postings",
    )
    is_redistributed = models.BooleanField(
        "redistribution",
        default=True,
        help_text="Off: its jobs are on the pages of this site alone, in no feed or API of ours",
    )
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    applied_rules = models.CharField(
        max_length=80,
        blank=True,
        editable=False,
        help_text="By which rules and overrides the feed was last applied",
    )
    applied_dialect = models.CharField(max_length=50, blank=True, editable=False)
    applied_address = models.CharField(max_length=1000, blank=True, editable=False)
    date_order = models.CharField(
        "order of dates",
        max_length=5,
        choices=DateOrder,
        default=DateOrder.UNKNOWN,
        blank=True,
        editable=False,
        help_text="What 03/04/2026 means, as the feed's own dates have shown it",
    )
    health = models.CharField(
        max_length=10, choices=Health, default=Health.NEW, blank=True, editable=False
    )
    gone_since = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Since when the server answers that there is no such feed (404, 410)",
    )
    not_before = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The server asked to be left alone so long"
    )
    last_run_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When a complete run last saw the feed's jobs",
    )

    objects: ClassVar[Any] = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(attribution_url="")
                | Q(attribution_url__startswith="https://")
                | Q(attribution_url__startswith="http://"),
                name="feed_attribution_is_a_web_address",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_due(self, now: datetime) -> bool:
        # Half a minute of grace: cron never starts at the same second twice.
        pause = timedelta(minutes=self.interval, seconds=-30)
        return self.last_run_at is None or now - self.last_run_at >= pause


class ImportRun(models.Model):
    """What came, what was planned, what was done, what was refused and why. Never edited."""

    class Status(models.TextChoices):
        RUNNING = "running"
        APPLIED = "applied"
        UNCHANGED = "unchanged"
        HELD = "held"
        REJECTED = "rejected"
        FAILED = "failed"
        LOCKED = "locked"

    READ = (Status.APPLIED, Status.UNCHANGED, Status.HELD)  # to the end; others say nothing of jobs

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.RUNNING)
    address = models.CharField(
        max_length=1000,
        blank=True,
        help_text="Of the feed when it was read; empty of runs that kept nothing of single jobs",
    )
    dialect = models.CharField(max_length=50, blank=True)
    size = models.PositiveBigIntegerField("bytes", default=0)
    seen = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    hold_reason = models.CharField(
        max_length=300, blank=True, help_text="Why removals waited for a person"
    )
    approved_at = models.DateTimeField(
        null=True, blank=True, help_text="When an editor had the held removals carried out"
    )
    kept_at = models.DateTimeField(
        null=True, blank=True, help_text="When an editor had the jobs of held removals kept"
    )
    repairs = models.JSONField(
        default=dict, help_text="What had to be mended to read the feed: kind to number"
    )
    message = models.TextField(blank=True)
    problems = models.JSONField(
        default=list,
        encoder=DjangoJSONEncoder,
        help_text="Refused jobs and dropped facts: external_id, title, field, value, reason",
    )

    class Meta:
        ordering = ("-started_at", "-pk")
        get_latest_by = "started_at"
        indexes: ClassVar = [
            models.Index(fields=["feed", "-started_at", "-id"], name="runs_of_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def mostly_refused(self) -> bool:
        """More than half of the records made no job: the feed is not what it should be."""
        return self.rejected * 2 > self.seen

    @property
    def is_undecided(self) -> bool:
        """Removals that it held were neither carried out nor refused."""
        return bool(self.held) and not (self.approved_at or self.kept_at)

    @property
    def seconds(self) -> float:
        """How long the run took; 0 while it is running."""
        took = self.finished_at - self.started_at if self.finished_at else timedelta()
        return round(took.total_seconds(), 3)
