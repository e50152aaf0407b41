"""Any history of three feeds and an editor, and what must hold after every step of it.

A state machine of hypothesis: it makes histories up, and cuts one that fails down to what matters.
Every history happens in a transaction that is rolled back.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from jobs.importer import removals
from jobs.importer.pipeline import Options, run_feed
from jobs.models import Feed, ImportRun, Job
from tests.faults.documents import job
from tests.faults.inside import Inside
from tests.make import record, yubhub

FEEDS = ("alpha", "beta", "gamma")
OPENINGS = 8
TOTALS = ("created", "updated", "unchanged", "reopened", "rejected", "duplicates")
feeds, openings, choices = st.sampled_from(FEEDS), st.integers(0, OPENINGS - 1), st.integers(0, 99)
Rows = dict[int, dict[str, Any]]  # by primary key


@dataclass(frozen=True, slots=True)
class Post:
    opening: int
    version: int = 0
    usable: bool = True
    times: int = 1  # it is in the document
    renumbered: int = 0

    @property
    def id(self) -> str:
        return f"{self.opening}-{self.renumbered}" if self.renumbered else str(self.opening)

    def record(self, feed: str) -> str:
        if not self.usable:
            return record(self.id, Applyto="javascript:void(0)") * self.times
        host = "shared" if self.opening % 2 else feed
        return job(self.opening, self.id, version=self.version, feed=host) * self.times


@dataclass(slots=True)
class Published:
    posts: dict[int, Post] = field(default_factory=dict)  # by opening

    def document(self, feed: str, fault: str) -> str:
        if fault == "error page":
            return "<html><body><h1>Back soon</h1></body></html>"
        records = [] if fault == "empty" else [post.record(feed) for post in self.posts.values()]
        whole = yubhub(*records)
        if fault == "cut":
            return whole[: -len("</source>")]
        return whole.replace("</source>", "Soon & more</source>") if fault == "mended" else whole


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.folder = tempfile.TemporaryDirectory(prefix="jobboard-history-")
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.published = {feed: Published() for feed in FEEDS}
        for slug in FEEDS:
            Feed.objects.create(name=slug, slug=slug, address=f"{self.folder.name}/{slug}.xml")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)
        self.folder.cleanup()

    # --- what the feeds do --------------------------------------------------------------------
    @rule(feed=feeds, several=st.sets(openings, min_size=1, max_size=4))
    def publish(self, feed: str, several: set[int]) -> None:
        for opening in several:
            self.published[feed].posts.setdefault(opening, Post(opening))

    @rule(feed=feeds, opening=openings)
    def withdraw(self, feed: str, opening: int) -> None:
        self.published[feed].posts.pop(opening, None)

    @rule(feed=feeds, opening=openings, how=st.sampled_from(["text", "id", "use", "number"]))
    def change(self, feed: str, opening: int, how: str) -> None:
        posts = self.published[feed].posts
        if post := posts.get(opening):
            posts[opening] = {
                "text": lambda: replace(post, version=post.version + 1),
                "id": lambda: replace(post, renumbered=post.renumbered + 1),
                "use": lambda: replace(post, usable=not post.usable),
                "number": lambda: replace(post, times=3 - post.times),
            }[how]()

    # --- what an editor does ------------------------------------------------------------------
    @precondition(lambda self: Job.objects.exists())
    @rule(choice=choices, name=st.sampled_from(["title", "salary_text", "skills", "hide", "close"]))
    def edit(self, choice: int, name: str) -> None:
        with self._a_moment():
            jobs = Job.objects.order_by("pk")
            row = jobs[choice % len(jobs)]
            if name == "hide":
                row.hidden = True
            elif name == "close":
                row.closed_at, row.closed_reason = self.now, Job.ClosedReason.EDITOR
                row.missing_since, row.missing_runs = None, 0
            else:
                if name == "skills":
                    row.skill_links.all().delete()
                else:
                    setattr(row, name, f"Edited {choice}")
                row.keep([name])
            row.save()

    @rule(slug=feeds)
    def approve(self, slug: str) -> None:
        with self._a_moment():
            feed, before = Feed.objects.get(slug=slug), rows()
            closed = removals.approve(feed, now=self.now)
            newly = newly_closed(before, rows())
            assert closed == len(newly)
            for pk in newly:
                assert before[pk]["feed_id"] == feed.pk
                assert before[pk]["missing_since"] is not None

    @rule(hours=st.sampled_from([1, 13, 30]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    # --- a run --------------------------------------------------------------------------------
    @rule(
        slug=feeds,
        fault=st.sampled_from(["", "", "", "", "cut", "empty", "error page", "mended"]),
        accepted=st.sampled_from([False, False, False, True]),
    )
    def run(self, slug: str, fault: str, accepted: bool) -> None:
        published = self.published[slug]
        Path(self.folder.name, f"{slug}.xml").write_text(published.document(slug, fault))
        with self._a_moment():
            feed, before = Feed.objects.get(slug=slug), rows()
            run = run_feed(feed, Options(accept_removals=accepted, sandbox=Inside))
            after = rows()
        check_others(feed, before, after)
        check_edits(before, after)
        if fault in ("cut", "error page"):
            assert (run.status, after) == ("rejected", before)
            return
        posts = [] if fault == "empty" else list(published.posts.values())
        check_report(run, before, after)
        check_ids(feed, {post.id for post in posts}, before, after)
        if fault and not accepted:
            assert run.closed == 0 or run.status == "held"  # then time has confirmed them
        if run.status in ("applied", "unchanged"):
            check_board(feed, posts, before, after)

    @contextmanager
    def _a_moment(self) -> Iterator[None]:
        """Nothing happens at the same moment as something else."""
        self.now += timedelta(seconds=1)
        with time_machine.travel(self.now, tick=False):
            yield


def rows() -> Rows:
    """Every job with all it says."""
    found = {row["id"]: row for row in Job.objects.values()}
    for one in Job.objects.prefetch_related("skill_links", "place_links"):
        found[one.pk]["skills"] = [link.skill_id for link in one.skill_links.all()]
        found[one.pk]["places"] = [link.place_id for link in one.place_links.all()]
    return found


def newly_closed(before: Rows, after: Rows) -> set[int]:
    return {
        pk
        for pk, row in before.items()
        if row["closed_at"] is None and after[pk]["closed_at"] is not None
    }


def check_others(feed: Feed, before: Rows, after: Rows) -> None:
    """No feed touches another's job; who speaks for both is all that it may decide."""

    def others(several: Rows) -> Rows:
        return {
            pk: row | {"same_as_id": None}
            for pk, row in several.items()
            if row["feed_id"] != feed.pk
        }

    assert others(after) == others(before)


def check_edits(before: Rows, after: Rows) -> None:
    for pk, row in before.items():
        for name in (*row["edited"], "edited", "hidden", "apart", "feed_id", "first_seen_at"):
            assert after[pk][name] == row[name]
        if row["closed_reason"] == Job.ClosedReason.EDITOR:
            assert after[pk]["closed_at"] == row["closed_at"]


def check_report(run: ImportRun, before: Rows, after: Rows) -> None:
    """Every record is counted once, and what is counted has happened."""
    if run.status in ("applied", "unchanged", "held", "rejected"):
        assert run.seen == sum(getattr(run, name) for name in TOTALS)
    assert run.created == len(after.keys() - before.keys())
    assert run.closed == len(newly_closed(before, after))
    reopened = newly_closed({pk: after[pk] for pk in before}, before)
    assert run.reopened == len(reopened)


def check_ids(feed: Feed, document: set[str], before: Rows, after: Rows) -> None:
    """A job keeps its id, also when its feed renumbers it; it closes only when it is not there."""
    assert before.keys() <= after.keys()
    names = Counter((row["feed_id"], row["external_id"]) for row in after.values())
    assert set(names.values()) <= {1}
    for pk, row in before.items():
        was, now = row["external_id"], after[pk]["external_id"]
        if was != now:
            assert was not in document
            assert now in document
    for pk in newly_closed(before, after):
        assert before[pk]["feed_id"] == feed.pk
        assert after[pk]["external_id"] not in document


def check_board(feed: Feed, posts: list[Post], before: Rows, after: Rows) -> None:
    """After a healthy run the open jobs of the feed are those of its document, as it has them."""
    mine = {row["external_id"]: row for row in after.values() if row["feed_id"] == feed.pk}
    by_editor = {one for one, row in mine.items() if row["closed_reason"] == "editor"}
    usable = {post.id: post for post in posts if post.usable}
    listed = {post.id for post in posts}
    is_open = {one for one, row in mine.items() if row["closed_at"] is None}
    assert usable.keys() - by_editor <= is_open <= listed
    for one, post in usable.items():
        row = mine[one]
        if "title" not in row["edited"]:
            assert f"rewritten {post.version}" in row["title"] or not post.version
            assert row["title"].split(",")[0].endswith(f" {post.opening}")
        if "skills" not in row["edited"]:
            assert row["skills"]
