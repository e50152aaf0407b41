"""Nothing changes a byte of a public page without changing its ETag, whoever writes it.

Two proofs for every way of writing: pages are compared before and after, and every transaction
that writes what they show is watched to say so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jobs.admin.approval import carry_out
from jobs.curation.merging import merge
from jobs.importer.fetching.small import SmallFile
from jobs.importer.locating import locate
from jobs.importer.logos import keeping
from jobs.importer.logos.picture import picture
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register, switch_off
from jobs.models import Employer, Feed, ImportRun, Job, Place, Skill
from tests.admin.pages import act, deletion_of, form_of, save
from tests.gazetteer import CORK, write_cities
from tests.importer.logos.images import png
from tests.make import record, yubhub
from tests.views.addresses import kept, make_board
from tests.views.watch import unsaid

pytestmark = pytest.mark.django_db(transaction=True)
SIGNED = record(
    "a", Description="<![CDATA[<p>Text</p><p>Found on <a href='https://s.example'>S</a></p>]]>"
)


def job(title: str = "Cook") -> Any:
    return Job.objects.get(title=title, same_as=None)


def term(model: Any, slug: str) -> Any:
    return model.objects.get(slug=slug)


def editor() -> int:
    return User.objects.get().pk


def imported(tmp_path: Path, *records: str, **options: Any) -> ImportRun:
    file = tmp_path / "own.xml"
    file.write_text(yubhub(*records))
    feed = feed_for(str(file))
    register(feed)
    return run_feed(feed, Options(**options))


def a_new_job(_client: Client, tmp_path: Path) -> None:
    imported(tmp_path, record("a", Employername="Quince", Skills="Baking, js"))


def an_employer_that_becomes_known(_client: Client, tmp_path: Path) -> None:
    known = {"Employername": "Quince", "Employerwebsite": "https://quince.example"}
    imported(tmp_path, record("a", **known))


def a_life_of_jobs(_client: Client, tmp_path: Path) -> None:
    imported(tmp_path, SIGNED, record("b"))
    imported(tmp_path, record("a", Title="Other"), record("b"))
    imported(tmp_path, record("b"))
    imported(tmp_path, record("a"), record("b"))
    imported(tmp_path, record("b", Title=""))


def a_run_without_news(_client: Client, tmp_path: Path) -> None:
    imported(tmp_path, record("a"))
    imported(tmp_path, record("a"))


def removals_that_wait(_client: Client, tmp_path: Path) -> None:
    many = [record(str(number)) for number in range(40)]
    imported(tmp_path, *many)
    run = imported(tmp_path, many[0])
    assert run.held == 39
    carry_out(run, editor(), number="39", now=timezone.now())


def a_feed_that_is_switched_off(_client: Client, tmp_path: Path) -> None:
    feed = term(Feed, "first")
    switch_off(feed, ImportRun.objects.create(feed=feed))


def a_logo(_client: Client, _path: Path) -> None:
    image, quince = png(colour=(0, 0, 250)), term(Employer, "quince")
    keeping.keep(quince.pk, quince.logo_url, picture(image), SmallFile(image), now=timezone.now())


def a_logo_that_goes(_client: Client, _path: Path) -> None:
    assert keeping.drop(term(Employer, "medlar").pk)
    keeping.sweep()


def towns_that_are_located(_client: Client, tmp_path: Path) -> None:
    assert locate(write_cities(tmp_path / "cities.json", [CORK]))["located"] == 1


def an_edited_job(client: Client, _path: Path) -> None:
    assert save(client, form_of(job()), title="Chef").status_code == 302


def a_hidden_job(client: Client, _path: Path) -> None:
    act(client, "hide", job())


def a_closed_job(client: Client, _path: Path) -> None:
    act(client, "close", job())


def a_reopened_job(client: Client, _path: Path) -> None:
    act(client, "reopen", job("Pilot"))


def a_deleted_job(client: Client, _path: Path) -> None:
    client.post(deletion_of(job("Pilot")), {"post": "yes"})


def a_job_given_back(client: Client, _path: Path) -> None:
    save(client, form_of(job()), salary_text="plenty")
    act(client, "follow", job())


def an_edited_employer(client: Client, _path: Path) -> None:
    assert save(client, form_of(term(Employer, "quince")), description="Jam.").status_code == 302


def an_employer_given_back(client: Client, _path: Path) -> None:
    save(client, form_of(term(Employer, "quince")), website="https://q.example")
    act(client, "follow", term(Employer, "quince"))


def a_renamed_skill(client: Client, _path: Path) -> None:
    assert save(client, form_of(term(Skill, "baking")), name="Bakery").status_code == 302


def a_new_spelling(client: Client, _path: Path) -> None:
    rows = {"aliases": [{"text": "js"}]}
    assert save(client, form_of(term(Skill, "frying")), rows).status_code == 302


def a_merge(_client: Client, _path: Path) -> None:
    merge(Skill, term(Skill, "baking").pk, [term(Skill, "frying").pk], user=editor())


def a_place_that_an_editor_locates(client: Client, _path: Path) -> None:
    town = {"latitude": "51.9", "longitude": "-8.5"}
    assert save(client, form_of(term(Place, "cork-ireland")), **town).status_code == 302


def another_attribution(client: Client, _path: Path) -> None:
    assert save(client, form_of(term(Feed, "first")), attribution_name="New").status_code == 302


def a_feed_whose_markup_is_switched_off(client: Client, _path: Path) -> None:
    assert save(client, form_of(term(Feed, "first")), has_markup="").status_code == 302


def feeds_enabled_and_disabled(client: Client, _path: Path) -> None:
    act(client, "disable", term(Feed, "first"), term(Feed, "second"))
    act(client, "enable", term(Feed, "first"))


WAYS = [
    *(a_new_job, an_employer_that_becomes_known, a_life_of_jobs, a_run_without_news),
    *(removals_that_wait, a_feed_that_is_switched_off, a_logo, a_logo_that_goes),
    *(towns_that_are_located, an_edited_job, a_hidden_job, a_closed_job, a_reopened_job),
    *(a_deleted_job, a_job_given_back, an_edited_employer, an_employer_given_back),
    *(a_renamed_skill, a_new_spelling, a_merge, a_place_that_an_editor_locates),
    *(another_attribution, a_feed_whose_markup_is_switched_off, feeds_enabled_and_disabled),
]
# What changes no page today: only the second proof says something of it.
UNSEEN = {a_feed_that_is_switched_off, feeds_enabled_and_disabled}


def answers(client: Client, paths: dict[str, str]) -> dict[str, tuple[int, str, bytes]]:
    """Status, ETag and body of each page."""
    found = {name: client.get(path) for name, path in paths.items()}
    return {
        name: (answer.status_code, answer.get("ETag", ""), answer.getvalue())
        for name, answer in found.items()
    }


@pytest.mark.parametrize("way", WAYS)
def test_every_write_that_changes_a_page_changes_its_etag(
    admin_client: Client, tmp_path: Path, way: Callable[[Client, Path], None]
) -> None:
    make_board()
    paths = kept()
    visitor = Client()
    before = answers(visitor, paths)

    with unsaid() as writes:
        way(admin_client, tmp_path)

    after = answers(visitor, paths)
    changed = {name for name in paths if before[name][2] != after[name][2]}
    assert changed or way in UNSEEN
    assert [name for name in changed if before[name][1] == after[name][1] != ""] == []
    assert writes == []


def test_the_watch_sees_a_write_that_says_nothing() -> None:
    make_board()

    with unsaid() as writes:
        Job.objects.filter(title="Cook").update(title="Chef")

    assert len(writes) == 1
    assert writes[0].startswith('UPDATE "jobs_job" SET "title"')
