"""What a feed says of an edited field is compared anew as soon as words mean something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.curation import waiting
from jobs.curation.merging import merge
from jobs.curation.splitting import split
from jobs.curation.undoing import undo
from jobs.importer.store import told
from jobs.models import BoardDay, Employer, EmployerAlias, FeedValue, Job
from tests.admin.pages import form_of, save
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., Any]


@pytest.fixture
def editor() -> int:
    return int(User.objects.create_user("editor").pk)


@pytest.fixture
def edited(import_document: Import, admin_client: Client) -> Job:
    """An editor wrote Quince; since then its feed says Medlar where it said Harbourline."""
    import_document(yubhub(record("a"), record("b", Employername="Medlar")))
    quince = Employer.objects.create(name="Quince", slug="quince")
    quince.learn("Quince")
    job: Job = Job.objects.get(external_id="a")
    save(admin_client, form_of(job), employer=quince.pk)
    import_document(yubhub(*(record(name, Employername="Medlar") for name in "ab")))
    assert told_of(job) == (True, [job])
    return job


def told_of(job: Job) -> tuple[bool, list[Job]]:
    """Whether its feed says another employer, and which jobs wait because a feed says so."""
    return FeedValue.objects.get(job=job, field="employer").differs, list(waiting.news())


def test_a_merge_and_its_undoing(edited: Job, editor: int) -> None:
    quince, medlar = Employer.objects.get(name="Quince"), Employer.objects.get(name="Medlar")

    done = merge(Employer, quince.pk, [medlar.pk], user=editor)
    assert told_of(edited) == (False, [])

    undo(done.merge, user=editor)
    assert told_of(edited) == (True, [edited])


def test_a_spelling_that_is_split_off(edited: Job, editor: int) -> None:
    quince, medlar = Employer.objects.get(name="Quince"), Employer.objects.get(name="Medlar")
    merge(Employer, quince.pk, [medlar.pk], user=editor)

    alias = EmployerAlias.objects.get(term=quince, text="Medlar")
    split(Employer, quince.pk, [alias.pk], "Medlar Works", user=editor)

    assert told_of(edited) == (True, [edited])


def test_a_spelling_that_an_editor_adds_or_takes_away(
    edited: Job, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "BATCH", 1)
    quince = Employer.objects.get(name="Quince")
    EmployerAlias.objects.filter(text="Medlar").delete()

    save(admin_client, form_of(quince), {"aliases": [{"text": "Medlar"}]})
    assert told_of(edited) == (False, [])

    number = [alias.text for alias in quince.aliases.order_by("text")].index("Medlar")
    save(admin_client, form_of(quince), **{f"aliases-{number}-DELETE": "on"})
    assert told_of(edited) == (True, [edited])


def test_the_numbers_of_the_day_follow_a_merge(import_document: Import, editor: int) -> None:
    import_document(yubhub(record("a"), record("b", Employername="Medlar", Title="Job a")))
    BoardDay.objects.update(live=99)
    one, other = Employer.objects.order_by("pk")

    done = merge(Employer, one.pk, [other.pk], user=editor)
    assert BoardDay.objects.get().live == Job.objects.live().count()

    BoardDay.objects.update(live=99)
    undo(done.merge, user=editor)
    assert BoardDay.objects.get().live == Job.objects.live().count()
