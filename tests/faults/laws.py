"""What must hold after every run of every history: a board before it and after it, compared."""

from __future__ import annotations

from collections import Counter
from typing import Any

from jobs.models import Feed, ImportRun, Job
from tests.faults.published import Post

TOTALS = ("created", "updated", "unchanged", "reopened", "rejected", "duplicates")
Rows = dict[int, dict[str, Any]]  # by primary key


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


def check_shown(after: Rows) -> None:
    """Whoever is shown in place of others is where they are, and none of them goes dark with it."""
    for row in after.values():
        if row["same_as_id"] is None:
            continue
        speaker = after[row["same_as_id"]]
        assert speaker["same_as_id"] is None
        assert sorted(speaker["places"]) == sorted(row["places"])
        no = speaker["hidden"] or speaker["closed_reason"] == Job.ClosedReason.EDITOR
        assert no or speaker["closed_at"] is None


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


def check_confirmed(feed: Feed, document: set[str], before: Rows, after: Rows) -> None:
    """A job that is missing or gone keeps when its feed last had it; one that is there has that of
    its feed."""
    for pk, row in after.items():
        gone = row["missing_since"] or row["closed_at"]
        if row["feed_id"] != feed.pk or row["closed_reason"] == Job.ClosedReason.EDITOR:
            continue
        if gone:
            assert row["first_seen_at"] <= row["confirmed_at"] <= gone
            if pk in before and before[pk]["confirmed_at"]:
                assert row["confirmed_at"] == before[pk]["confirmed_at"]
        elif row["external_id"] in document:
            assert row["confirmed_at"] is None


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
