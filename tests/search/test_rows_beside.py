"""Imports, editors and a rebuild at once: nobody waits in a circle, and every row is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Employer, Feed, Job, SearchRow, SearchState
from jobs.search import index
from tests import searched
from tests.admin.pages import act, form_of, save
from tests.make import record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, JOBS = 2, 20


def jobs_of(path: Path, pay: int) -> str:
    """The same jobs whichever feed it is, with another pay in every round."""
    return yubhub(
        *(
            record(f"{path.stem}-{number}", Title=f"Baker {number}", Location="Cork, Ireland")
            for number in range(JOBS - pay % 2)
        ),
        record(f"{path.stem}-pay", Title=f"Cook for {pay}", Salarymin=str(pay)),
    )


def imports(path: Path, feed: Feed) -> None:
    for number in range(1, ROUNDS + 1):
        path.write_text(jobs_of(path, 20_000 + number))
        run_feed(feed, Options(accept_removals=True))


def edits(client: Client) -> None:
    for action in ["hide", "close", "reopen", "show"] * ROUNDS:
        act(client, action, *Job.objects.order_by("pk")[:5])


def renames(client: Client) -> None:
    for number in range(ROUNDS):
        save(client, form_of(Employer.objects.get()), name=f"Quince {number}")


def rebuilds() -> None:
    for _number in range(ROUNDS):
        index.rebuild()


def test_imports_editors_and_a_rebuild_beside_each_other_leave_every_row_true(
    tmp_path: Path,
) -> None:
    user = User.objects.create_superuser("editor")
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    paths = [tmp_path / "one.xml", tmp_path / "two.xml"]
    one, two = (imported(path, 20_000) for path in paths)

    problems = together(
        lambda: imports(paths[0], one),
        lambda: imports(paths[1], two),
        lambda: edits(clients[0]),
        lambda: renames(clients[1]),
        rebuilds,
    )

    assert problems == []
    assert Job.objects.count() == 2 * JOBS + 2
    assert searched.remembered() == searched.expected()
    versions = SearchRow.objects.values_list("version", flat=True)
    assert max(versions) <= SearchState.objects.get().version


def imported(path: Path, pay: int) -> Feed:
    path.write_text(jobs_of(path, pay))
    feed = feed_for(str(path))
    register(feed)
    run_feed(feed, Options())
    return feed
