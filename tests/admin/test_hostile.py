"""What nobody should ask of the admin: as an editor, of every page, and never a server error."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from jobs.models import Feed, Job
from tests.access.people import person
from tests.admin.busy import busy
from tests.admin.every_address import every_address

pytestmark = pytest.mark.django_db
HUGE = str(10**30)
VALUES = (
    *("", "0", "-1", HUGE, f"-{HUGE}", "9" * 5_000, "1e400", "nan", "None", "True", "[]", "{}"),
    *("%00", "a%00b", "%ED%A0%80", "%FF%FE", "%F0%9F%92%A5", "%E2%80%AE", "1%0d%0aSet-Cookie:a"),
    *("0000-01-01", "99999-12-31", "2026-02-30", "2026-13-45T99:99:99%2B99:99", "1,2,,3"),
    *("x" * 20_000, "../../etc/passwd", "'%22%3C%3E;--"),
)
# What Django's lists and our own pages read, beside each list's own filters.
KEYS = (
    *("q", "p", "o", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "next"),
    *("id", "id__exact", "pk__in", "kind", "employer", "feed", "job", "term", "app_label"),
    *("model_name", "field_name", "survivor", "losers", "asked", "live", "seen", "number"),
    *("days", "day", "from", "to", "made_at__gte", "edited__isnull", "decided", "list", "page"),
)
FIELDS = (
    *("action", "_selected_action", "select_across", "index", "post", "_save", "sure", "confirm"),
    *("seen", "number", "pk", "ids", "survivor", "losers", "merged", "term", "alias", "spelling"),
    *("kind", "target", "value", "reason", "fields", "address", "overrides", "dialect", "name"),
    *("slug", "title", "until", "featured_until", "interval", "code", "token", "employer"),
)
SENT = ("", "0", "-1", HUGE, "\0", "x" * 5_000, "1", "on", "2026-02-30", "\u202e💥")
ENDS = ("__in", "__gte", "__isnull", "__id__exact")
# How much is asked for: raised to 120, 25 and 12 whenever something of the admin is changed widely.
QUERIES, FORMS, KEYED = 6, 3, 3  # of each page


@pytest.fixture
def editor() -> Client:
    busy(User.objects.create_superuser("superuser"), 1)
    client = Client(raise_request_exception=False)
    client.force_login(person("erin"))
    return client


def failed(told: str, answer: Any) -> list[str]:
    return [f"{answer.status_code} {told[:200]}"] if answer.status_code >= 500 else []


def latest(model: Any) -> Any:
    return model._default_manager.order_by("pk").last().pk


def filters_of(name: str) -> Iterator[str]:
    """What the list of this name can be narrowed by."""
    for model, page in admin.site._registry.items():
        if name == f"admin:{model._meta.label_lower.replace('.', '_')}_changelist":
            for one in page.list_filter:
                yield from [one, *(f"{one}{end}" for end in ENDS)] if isinstance(one, str) else []
                yield getattr(one, "parameter_name", "q")


def some(every: Iterable[Any], number: int, chance: random.Random) -> list[Any]:
    choices = list(every)
    return chance.sample(choices, min(len(choices), number))


@pytest.mark.parametrize(
    "asked",
    [
        f"block/?feed__in={HUGE}",
        "place/?country=%00",
        f"industry/?o={HUGE}",
        f"skill/{'9' * 4_500}/change/",
        "block/1/change/?_to_field=",
        f"job/add/?employer=none&level={HUGE}&category=%00",
    ],
)
def test_what_no_row_can_have_is_no_server_error(editor: Client, asked: str) -> None:
    assert failed(asked, editor.get(f"/admin/jobs/{asked}")) == []


@pytest.mark.parametrize("key", ["none", HUGE, "9" * 5_000, "1.5", "\0"])
def test_what_is_no_key_is_told_beside_its_box(editor: Client, key: str) -> None:
    rows = {"skill_links-TOTAL_FORMS": "1", "skill_links-INITIAL_FORMS": "0"}
    sent = {"employer": key, "level": key, "skill_links-0-skill": key, **rows}

    answer = editor.post(f"/admin/jobs/job/{latest(Job)}/change/", sent)

    assert (answer.status_code, set(answer.context["adminform"].form.errors) & {"employer"}) == (
        200,
        {"employer"},
    )


def test_a_pause_of_a_feed_is_at_most_a_year(editor: Client) -> None:
    answer = editor.post(f"/admin/jobs/feed/{latest(Feed)}/change/", {"interval": HUGE})

    assert answer.context["adminform"].form.errors["interval"] == [
        "Expected at most 527040 minutes, which are a year."
    ]


def test_no_parameter_of_any_page_is_a_server_error(editor: Client) -> None:
    wrong = []
    for name, address in every_address(latest).items():
        path, chance = address.partition("?")[0], random.Random(name)
        asked = some(product(KEYS, VALUES), QUERIES, chance)
        for key, value in asked + some(product(filters_of(name), VALUES), QUERIES, chance):
            query = f"{path}?{key}={value}" + chance.choice(["", f"&{key}=2", f"&{key}[]=1"])
            wrong += failed(query, editor.get(query))
    assert wrong == []


def test_no_key_in_an_address_is_a_server_error(editor: Client) -> None:
    keys = ("0", "99999999", HUGE, "9" * 4_500, "-1", "%00", "a", "_5F", "%ED%A0%80", "1.0")
    ends = ("change/", "delete/", "history/", "", "merge/", "split/", "run/", "approve/")
    wrong = []
    for model in admin.site._registry:
        start = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
        for key, end in some(product(keys, ends), KEYED, random.Random(start)):
            wrong += failed(f"GET {start}/{key}/{end}", editor.get(f"{start}/{key}/{end}"))
            wrong += failed(f"POST {start}/{key}/{end}", editor.post(f"{start}/{key}/{end}"))
    assert wrong == []


def test_no_form_that_is_sent_oddly_is_a_server_error(editor: Client) -> None:
    wrong = []
    for name, address in every_address(latest).items():
        chance = random.Random(name)
        for _time in range(FORMS):
            chosen = chance.sample(FIELDS, chance.randint(0, 12))
            sent = {one: chance.choices(SENT, k=chance.randint(1, 3)) for one in chosen}
            wrong += failed(f"{address} {sent}", editor.post(address, sent))
    assert wrong == []
