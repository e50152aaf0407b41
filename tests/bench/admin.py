"""How long the server takes for every page of the admin, on a board that was curated for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth.models import User
from django.db import connection, reset_queries
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from lxml import html

from jobs.admin.numbers import RANGES
from jobs.curation.numbers import KINDS
from tests.admin.every_address import every_address
from tests.bench.curated import curate
from tests.bench.place import board

TURNS = 5
BOUND = 300  # ms, on PostgreSQL
FIRST = 100  # pieces of what is streamed: its head alone needs no query
WORDS = ("engineer", "senior nurse", "zzqx")  # many, some, none
LINKS = {  # on a list, and how many of each group of them are followed
    "//nav[@id='changelist-filter']//details": 3,
    "//nav[contains(@class, 'toplinks')]": 2,
    "//thead": 99,
    "//p[contains(@class, 'paginator')]": 9,
}


@dataclass(frozen=True, slots=True)
class Timed:
    """`milliseconds` until a page is there, or a download begins; `whole` until its last byte."""

    milliseconds: float
    whole: float
    queries: int
    status: int
    address: str

    def __str__(self) -> str:
        told = f"{self.milliseconds:8.0f} ms {self.queries:4} queries  {self.status}"
        rest = f", all of it in {self.whole:.0f} ms" if self.whole > self.milliseconds + 1 else ""
        return f"{told}  {self.address}{rest}"


def main(number: int, keep: str = "", only: str = "") -> None:
    with board(number, keep):
        editor = User.objects.filter(username="bench").first()
        if editor is None:
            began = perf_counter()
            curate()
            print(f"  curated in {perf_counter() - began:,.0f} s")
        timed = list(_timed(only))
    for one in sorted(timed, key=lambda one: -one.milliseconds):
        print(one)
    slow = [one for one in timed if one.milliseconds > BOUND]
    print(f"  {len(timed)} pages, {len(slow)} of them over {BOUND} ms")
    failed = [one for one in timed if one.status >= 500]
    if failed or (slow and connection.vendor == "postgresql"):
        raise SystemExit(1)


def _timed(only: str) -> Iterator[Timed]:
    setup_test_environment(debug=False)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="bench"))
    client.get("/")  # the board is in memory from now on, as in any process that has answered once
    for address in dict.fromkeys(_addresses(client)):
        if only in address:
            yield _time(client, address)


def _time(client: Client, address: str) -> Timed:
    took = []
    for _turn in range(TURNS):
        began = perf_counter()
        answer = client.get(address)
        pieces = iter(answer)
        _first = [len(piece) for piece in islice(pieces, FIRST)]
        first = perf_counter() - began
        _rest = sum(map(len, pieces))
        took.append((first * 1000, (perf_counter() - began) * 1000))
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    first, whole = map(median, zip(*took, strict=True))
    return Timed(first, whole, len(queries), answer.status_code, address)


def _addresses(client: Client) -> Iterator[str]:
    for name, address in every_address(_row).items():
        yield address
        if name.endswith("_changelist"):
            yield from _of_list(client, address)
        if name.endswith("_merge"):
            yield f"{address}?term=1&term=2"
    for days, by in product(RANGES, KINDS):
        yield f"/admin/numbers/?days={days}&by={by}"
    for model in ("employer", "job_type", "level", "category", "industry"):
        asked = f"app_label=jobs&model_name=job&field_name={model}"
        yield f"/admin/autocomplete/?{asked}&term=ma"
    for model, field in (("jobplace", "place"), ("jobskill", "skill")):
        asked = f"app_label=jobs&model_name={model}&field_name={field}"
        yield f"/admin/autocomplete/?{asked}&term=ma"


def _of_list(client: Client, address: str) -> Iterator[str]:
    """The list by each filter, order, day, page, and with words."""
    shown = html.fromstring(client.get(address).content)
    for group, most in LINKS.items():
        for part in shown.xpath(group):
            links = part.xpath(".//a[contains(@href, '?')]/@href")
            yield from (urljoin(address, link) for link in [*links[-1:], *links[: most - 1]])
    if shown.xpath("//input[@id='searchbar']"):
        yield from (f"{address}?q={words.replace(' ', '+')}" for words in WORDS)
        yield from _with_words(address, shown.xpath(f"{next(iter(LINKS))}//li[2]/a/@href"))


def _with_words(address: str, filters: Iterable[str]) -> Iterator[str]:
    yield from (f"{urljoin(address, link)}&q=engineer" for link in filters)


def _row(model: type[Model]) -> Any:
    """The latest run has most changes, the first term most jobs."""
    rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
    return (rows.last() if model._meta.model_name == "importrun" else rows.first()) or 1
