"""Two editors who save the same at one moment, on connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.test import Client

from jobs.importer.fetching.folders import Folders
from jobs.models import Category, Feed, Trial
from tests.admin.pages import errors, new, save
from tests.admin.trials import look, page_of
from tests.make import record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editors() -> list[Client]:
    clients = [Client(), Client()]
    for number, client in enumerate(clients):
        client.force_login(User.objects.create_superuser(f"editor-{number}"))
    return clients


def saved_at_once(model: Any, *sends: Callable[[], Any]) -> list[Any]:
    """What both are answered, the refused one first. Neither is written before both were found to
    be right, where a lock of ours or of the database lets two get that far.
    """
    both, answers = Barrier(2), []

    def meet(**_of_signal: object) -> None:
        try:
            both.wait(1)
        except BrokenBarrierError:
            return

    pre_save.connect(meet, sender=model)
    try:
        raised = together(*(_kept(send, answers) for send in sends))
    finally:
        pre_save.disconnect(meet, sender=model)
    assert raised == []
    return sorted(answers, key=lambda answer: answer.status_code)


def _kept(send: Callable[[], Any], answers: list[Any]) -> Callable[[], None]:
    return lambda: answers.append(send())


def test_of_two_who_add_the_same_name_the_second_is_told(editors: list[Client]) -> None:
    one, other = editors
    sent = {"name": "Gardening", "slug": "gardening"}

    refused, saved = saved_at_once(
        Category,
        lambda: save(one, new(Category), **sent),
        lambda: save(other, new(Category), **sent),
    )

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert "already" in errors(refused)
    assert list(Category.objects.values_list("name", flat=True)) == ["Gardening"]


def test_of_two_who_add_the_same_feed_the_second_is_told(
    editors: list[Client], tmp_path: Path, settings: Any
) -> None:
    settings.FEED_FOLDERS = Folders.parse([str(tmp_path)])
    file = tmp_path / "jobs.xml"
    file.write_text(yubhub(record("a")))
    for editor in editors:
        look(editor, file)
    (one, page), (other, its) = zip(
        editors, map(page_of, Trial.objects.order_by("pk")), strict=True
    )

    refused, saved = saved_at_once(Feed, lambda: save(one, page), lambda: save(other, its))

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert "Feed with this Address already exists." in errors(refused)
    assert Feed.objects.count() == 1
