"""Any history of three feeds and an editor: a state machine of hypothesis, which makes histories up
and cuts one that fails down to what matters. Each happens in a transaction that is rolled back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from jobs.importer import removals
from jobs.importer.pipeline import Options, run_feed
from jobs.models import Feed, Job
from tests.faults.inside import Inside
from tests.faults.laws import (
    check_board,
    check_confirmed,
    check_edits,
    check_ids,
    check_others,
    check_report,
    check_shown,
    newly_closed,
    rows,
)
from tests.faults.published import OPENINGS, Post, Published

FEEDS = ("alpha", "beta", "gamma")
NUMBERS = OPENINGS + 2
feeds, numbers, choices = st.sampled_from(FEEDS), st.integers(0, NUMBERS - 1), st.integers(0, 99)
often = st.sampled_from([True, True, False])


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

    @initialize(several=st.sets(numbers, min_size=2))
    def begin(self, several: set[int]) -> None:
        for feed in FEEDS:
            self.publish(feed, several, runs=True)

    # --- what the feeds do --------------------------------------------------------------------
    @rule(feed=feeds, several=st.sets(numbers, min_size=1), runs=often)
    def publish(self, feed: str, several: set[int], runs: bool) -> None:
        for number in several:
            self.published[feed].posts.setdefault(number, Post(number))
        if runs:
            self.run(feed, "", accepted=False)

    @rule(feed=feeds, number=numbers, runs=often)
    def withdraw(self, feed: str, number: int, runs: bool) -> None:
        self.published[feed].posts.pop(number, None)
        if runs:
            self.run(feed, "", accepted=False)

    @rule(
        feed=feeds,
        number=numbers,
        how=st.sampled_from(["text", "text", "id", "use", "number"]),
        runs=often,
    )
    def change(self, feed: str, number: int, how: str, runs: bool) -> None:
        posts = self.published[feed].posts
        if post := posts.get(number):
            posts[number] = {
                "text": lambda: replace(post, version=post.version + 1),
                "id": lambda: replace(post, renumbered=post.renumbered + 1),
                "use": lambda: replace(post, usable=not post.usable),
                "number": lambda: replace(post, times=3 - post.times),
            }[how]()
        if runs:
            self.run(feed, "", accepted=False)

    # --- what an editor does ------------------------------------------------------------------
    @precondition(lambda self: Job.objects.exists())
    @rule(
        choice=choices,
        name=st.sampled_from(["title", "salary_text", "skills", "hide", "close"]),
        runs=often,
    )
    def edit(self, choice: int, name: str, runs: bool) -> None:
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
        if runs:  # and the feed writes the job anew
            number = int(row.external_id.partition("-")[0].removeprefix("n"))
            self.change(row.feed.slug, number, "text", runs=True)

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
        check_shown(after)
        if fault in ("cut", "error page"):
            assert (run.status, after) == ("rejected", before)
            return
        posts = [] if fault == "empty" else list(published.posts.values())
        check_report(run, before, after)
        document = {post.id for post in posts}
        check_ids(feed, document, before, after)
        if run.status != "rejected":
            check_confirmed(feed, document, before, after)
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
