"""What is written is seen: at once in the process that wrote, within a second in all others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from jobs.models import ImportRun, Job, SearchRow, SearchState, Skill
from jobs.search import index, memory
from jobs.search.memory import labels, loading
from jobs.search.page import results
from tests.admin.pages import act, form_of, save
from tests.make import make_job, record, yubhub
from tests.search.onlooker import Onlooker, onlooker
from tests.search.seen import seen
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
Import = Callable[..., ImportRun]


@pytest.fixture
def other() -> Iterator[Onlooker]:
    """Another process of the board."""
    with onlooker(str(connection.settings_dict["NAME"])) as process:
        process.sees({"titles": [], "total": 0, "counts": {}}, since=time.monotonic())
        yield process


def board(*arrangements: str) -> str:
    """A document with one job of each of these arrangements, the last the newest."""
    return yubhub(
        *(
            record(f"a{day}", Title=kind.title(), Workarrangement=kind, Postedate=f"2026-11-0{day}")
            for day, kind in enumerate(arrangements, 1)
        )
    )


def test_another_process_sees_an_import_an_edit_and_a_closing_within_a_second(
    import_document: Import, admin_client: Client, other: Onlooker
) -> None:
    took = []

    def is_seen(titles: list[str], **counts: int) -> None:
        written = time.monotonic()
        expected = {"titles": titles, "total": len(titles), "counts": counts}
        assert seen(QueryDict()) == expected  # here at once
        took.append(other.sees(expected, since=written))

    import_document(board("onsite", "hybrid", "remote"))
    is_seen(["Remote", "Hybrid", "Onsite"], onsite=1, hybrid=1, remote=1)

    save(
        admin_client, form_of(Job.objects.get(title="Hybrid")), title="Edited", arrangement="remote"
    )
    is_seen(["Remote", "Edited", "Onsite"], onsite=1, remote=2)

    act(admin_client, "close", Job.objects.get(title="Remote"))
    is_seen(["Edited", "Onsite"], onsite=1, remote=1)

    act(admin_client, "reopen", Job.objects.get(title="Remote"))
    is_seen(["Remote", "Edited", "Onsite"], onsite=1, remote=2)

    import_document(board("onsite", "hybrid"), accept_removals=True)
    is_seen(["Edited", "Onsite"], onsite=1, remote=1)

    assert max(took) < 1


def test_a_renamed_skill_is_found_by_its_new_name_at_once(admin_client: Client) -> None:
    make_job(skills=("Quince",))
    assert results(QueryDict("q=medlar")).total == 0

    save(admin_client, form_of(Skill.objects.get()), name="Medlar")

    found = results(QueryDict("q=medlar"))
    assert found.total == 1
    assert [value.label for value in found.facets["skill"].values] == ["Medlar"]


def test_a_board_restored_from_a_backup_is_noticed() -> None:
    make_job(title="Kept")
    backup = list(SearchRow.objects.all()), SearchState.objects.get(), Job.objects.get()
    make_job(title="Lost")
    assert seen(QueryDict())["titles"] == ["Lost", "Kept"]

    Job.objects.filter(title="Lost").delete()
    SearchRow.objects.all().delete()
    SearchRow.objects.bulk_create(backup[0])
    backup[1].save()
    time.sleep(0.6)

    assert seen(QueryDict()) == {"titles": ["Kept"], "total": 1, "counts": {}}


def test_a_job_whose_last_day_was_yesterday_leaves_without_a_write() -> None:
    make_job(title="Ends", arrangement="remote", expires_on=date(2026, 11, 23))
    make_job(title="Stays", arrangement="remote")
    assert seen(QueryDict())["total"] == 2

    with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False):
        after = seen(QueryDict())

    assert after == {"titles": ["Stays"], "total": 1, "counts": {"remote": 1}}


def test_a_board_of_which_much_has_changed_is_read_anew_while_the_old_one_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "LEAST_CHANGES", 3)
    several = [make_job(title=f"Baker {number}") for number in range(6)]
    first = memory.current(now=True)
    found = []
    for number, job in enumerate(several):
        Job.objects.filter(pk=job.pk).update(title=f"Cook {number}", arrangement="remote")
        index.put([job.pk])
        queries = ("q=cook", "q=baker", "arrangement=remote")
        found.append(tuple(seen(QueryDict(query))["total"] for query in queries))

    assert found == [(number, 6 - number, number) for number in range(1, 7)]
    until(lambda: memory.current(now=True).base is not first.base)
    assert seen(QueryDict("q=cook"))["counts"] == {"remote": 6}


def until(happened: Callable[[], bool]) -> None:
    """Waits half a minute at most."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < 30
        time.sleep(0.02)


def test_a_row_closed_a_moment_ago_elsewhere_is_not_listed() -> None:
    gone, stays = make_job(title="Gone"), make_job(title="Stays")
    assert results(QueryDict()).total == 2

    Job.objects.filter(pk=gone.pk).update(closed_at=timezone.now())  # nobody told this process

    assert [job.pk for job in results(QueryDict()).jobs] == [stays.pk]


def test_every_page_is_of_one_moment_while_others_write() -> None:
    several = [
        make_job(title=f"Baker {number}", arrangement="onsite", level="senior")
        for number in range(30)
    ]
    wrong: list[Any] = []
    done: list[bool] = []

    def write() -> None:
        try:
            for number in range(40):
                some = [job.pk for job in several[number % 7 :: 7]]
                closed = timezone.now() if number % 2 else None
                arrangement = "remote" if number % 3 else "hybrid"
                Job.objects.filter(pk__in=some).update(closed_at=closed, arrangement=arrangement)
                index.put(some)
        finally:
            done.append(True)

    def search(query: str) -> None:
        for _number in count():
            page = results(QueryDict(query))
            sums = {key: sum(value.count for value in page.facets[key].values)
                    for key in ("arrangement", "level", "employer")}  # fmt: skip
            if set(sums.values()) != {page.total} or len(page.jobs) > page.total:
                wrong.append((query, page.total, sums))
            if done:
                return

    queries = ("", "q=baker", "q=bak*", "sort=salary")
    raised = together(write, *(partial(search, query) for query in queries))

    assert (raised, wrong) == ([], [])
    assert seen(QueryDict())["total"] == Job.objects.live().count()


def test_no_thread_takes_the_names_from_under_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "REMEMBERED", 3)
    for number in range(12):
        make_job(skills=(f"Skill {number}", f"Skill {number + 1}"), employer=f"Quince {number}")
    wrong: list[Any] = []

    def search(number: int) -> None:
        for _ in range(25):
            page = results(QueryDict(f"skill=skill-{number}"), facets=("skill", "employer"))
            shown = (page.total, len(page.facets["skill"].values), page.notices)
            if shown != (2, 13, []):
                wrong.append(shown)

    raised = together(*(partial(search, number) for number in range(1, 9)))

    assert (raised, wrong) == ([], [])
