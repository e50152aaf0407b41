"""What a run did is called the same wherever an editor reads of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from jobs.admin.run_counts import COUNTS
from jobs.models import Feed, ImportRun
from tests.admin.pages import form_of, list_of
from tests.admin.trials import try_out
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db


def texts(answer: Any, path: str) -> list[str]:
    found = html.fromstring(answer.content.decode()).xpath(path)
    return [" ".join(one.text_content().split()) for one in found]


def test_every_page_calls_what_a_run_did_the_same(
    admin_client: Client, import_document: Callable[..., Any]
) -> None:
    import_document(yubhub(record("a"), record("b")))
    import_document(yubhub(record("a", Title="Chef"), record("c")))
    run, feed = ImportRun.objects.latest("started_at"), Feed.objects.get()

    start = texts(admin_client.get("/admin/"), "//table[.//th[.='Runs']]/thead//th")
    assert start == ["Day", "Runs", "New", "Changed", "Closed", "Held", "Refused", "Failed"]
    listed = texts(admin_client.get(list_of(ImportRun)), "//table[@id='result_list']/thead//th")
    assert [one.capitalize() for one in listed][-len(COUNTS) :] == list(COUNTS.values())
    reported = texts(admin_client.get(form_of(run)), "//table[contains(., 'This run')]//th")
    assert [one for one in reported if one in COUNTS.values()] == list(COUNTS.values())
    tried = texts(try_out(admin_client, feed), "//div[@id='found']//dt")
    assert [one for one in COUNTS.values() if one not in tried] == ["Duplicates"]  # there is none
    for address in (list_of(Feed), form_of(feed)):
        assert "1 new, 1 changed, 1 closed" in " ".join(texts(admin_client.get(address), "//td"))
