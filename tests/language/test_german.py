"""Searches, numbers, dates and pay as a German reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import override
from lxml import html

from jobs.models import Job, today
from jobs.search.headline import headline
from jobs.search.page import results
from jobs.search.stated import salary
from jobs.seo.job_meta import job_meta
from jobs.templatetags.board import ago, days_ago
from tests.make import make_job


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with override("de"):
        yield


@pytest.mark.parametrize(
    ("total", "words", "labels", "said"),
    [
        (0, "", {}, "Keine Stellen"),
        (0, "", {"arrangement": ["Remote"]}, "Keine Stellen: Remote"),
        (0, "koch", {"arrangement": ["Remote"]}, "Keine Stellen zu „koch“: Remote"),
        (0, "koch", {}, "Keine Stellen zu „koch“"),
        (1, "", {}, "1 Stelle"),
        (1234, "", {}, "1.234 Stellen"),
        (2, "sous chef", {}, "2 Stellen zu „sous chef“"),
        (
            12,
            "",
            {"arrangement": ["Remote"], "skill": ["Python"], "country": ["Kanada"]},
            "12 Stellen in Kanada: Remote, Python",
        ),
        (57, "", {"arrangement": ["Remote", "Hybrid"]}, "57 Stellen: Remote oder Hybrid"),
        (57, "", {"skill": ["A", "B", "C"], "employer": ["Acme"]}, "57 Stellen bei Acme"),
        (3, "", {"level": ["Senior"], "type": ["Vollzeit"]}, "3 Stellen: Senior, Vollzeit"),
        (40, "", {"country": ["Vereinigte Staaten"]}, "40 Stellen in den Vereinigten Staaten"),
        (1, "", {"country": ["Schweiz"]}, "1 Stelle in der Schweiz"),
        (7, "", {"country": ["Schweiz", "Irland"]}, "7 Stellen (Schweiz oder Irland)"),
        (
            8,
            "",
            {"place": ["Remote, Vereinigte Staaten"]},
            "8 Stellen (Remote, Vereinigte Staaten)",
        ),
        (
            9,
            "",
            {
                "place": ["Cork, Irland", "Bern"],
                "within": ["Umkreis von 50 km"],
                "employer": ["Acme"],
            },
            "9 Stellen im Umkreis von 50 km um Cork, Irland oder Bern bei Acme",
        ),
        (3, "100 %d", {"skill": ["%(total)s"]}, "3 Stellen zu „100 %d“: %(total)s"),
    ],
)
def test_a_search_in_german_words(
    total: int, words: str, labels: dict[str, list[str]], said: str
) -> None:
    assert headline(total, words, labels) == said


@pytest.mark.parametrize(
    ("low", "high", "period", "english", "german"),
    [
        (
            *("139378", "189378", "year"),
            *("CAD 139,378\u2009–\u2009189,378 a year", "139.378\u2009–\u2009189.378 CAD pro Jahr"),
        ),
        ("17.5", "17.5", "hour", "CAD 17.50 an hour", "17,50 CAD pro Stunde"),
        ("1000", None, "day", "CAD from 1,000 a day", "ab 1.000 CAD pro Tag"),
        (None, "1234.89", "week", "CAD up to 1,234.89 a week", "bis 1.234,89 CAD pro Woche"),
        ("900", "900", "month", "CAD 900 a month", "900 CAD pro Monat"),
        ("900", "900", "", "CAD 900", "900 CAD"),
    ],
)  # fmt: skip
def test_pay(low: str | None, high: str | None, period: str, english: str, german: str) -> None:
    job = Job(
        salary_min=Decimal(low) if low else None,
        salary_max=Decimal(high) if high else None,
        salary_currency="CAD",
        salary_period=period,
    )

    assert salary(job) == german
    with override("en"):
        assert salary(job) == english


def test_pay_without_a_currency_or_an_amount() -> None:
    assert salary(Job(salary_min=Decimal(2000), salary_max=Decimal(2000))) == "2.000"
    assert salary(Job(salary_text="Competitive")) == "Competitive"


def test_days_and_dates() -> None:
    days = (0, 1, 2, 30, 31)

    assert [days_ago(today() - timedelta(days=number)) for number in days] == [
        *("heute", "gestern", "vor 2 Tagen", "vor 30 Tagen", "23. Oktober 2026")
    ]
    assert date_format(date(2026, 9, 4)) == "4. September 2026"
    with override("en"):
        assert date_format(date(2026, 9, 4)) == "4 Sep 2026"


def test_how_long_ago() -> None:
    hours = (0, 1, 5, 24, 24 * 14, 24 * 70, 24 * 400)
    moments = [datetime.now(UTC) - timedelta(hours=number) for number in hours]

    assert [ago(moment).replace("\xa0", " ") for moment in moments] == [
        *("gerade eben", "vor 1 Stunde", "vor 5 Stunden", "vor 1 Tag", "vor 2 Wochen"),
        *("vor 2 Monaten", "vor 1 Jahr"),
    ]
    with override("en"):
        assert [ago(moment).replace("\xa0", " ") for moment in moments[:4]] == [
            *("just now", "1 hour ago", "5 hours ago", "1 day ago")
        ]


@pytest.mark.django_db
def test_a_page_of_results_in_german() -> None:
    make_job(title="Koch", salary_max=Decimal(90_000), salary_currency="USD", salary_period="year")
    page = results(QueryDict("salary=10000&posted=30&pay=stated&type=nope&sort=best&page=9"))

    assert [(chip.group, chip.label) for chip in page.chips] == [
        ("Gehalt pro Jahr", "ab 10.000 USD"),
        ("Gehalt", "Nur mit Gehaltsangabe"),
        ("Veröffentlicht", "Letzte 30 Tage"),
    ]
    assert [link.label for link in page.sorts] == ["Neueste", "Gehalt"]
    assert page.notices == [
        "„nope“ (Anstellungsart) gibt es hier nicht; gesucht wurde ohne diesen Wert.",
        "Nach „best“ lässt sich nicht sortieren; Sie sehen die übliche Reihenfolge.",
        "Eine Seite „9“ hat diese Suche nicht; dies ist die erste.",
    ]
    values = page.facets["salary"].values
    assert [(value.value, value.label) for value in values if value.selected] == [
        ("10000", "ab 10.000 USD")
    ]
    assert str(page.address) == "salary=10000&pay=stated&posted=30"


@pytest.mark.django_db
def test_what_is_searched_for_can_be_left_out_again() -> None:
    make_job(title="Koch", arrangement="onsite")
    page = results(QueryDict("q=koch&arrangement=remote&arrangement=hybrid"))

    assert [(way.label, way.count) for way in page.ways] == [("Remote oder Hybrid", 1)]


@pytest.mark.django_db
def test_every_part_that_can_be_left_out_stands_in_one_pair_of_quotes(client: Client) -> None:
    make_job(title="Koch", arrangement="onsite")
    make_job(title="Kellner", arrangement="remote")
    page = html.fromstring(
        client.get(
            "/jobs/?q=koch&arrangement=remote", headers={"accept-language": "de"}
        ).content.decode()
    )

    assert [link.text for link in page.cssselect("#results li a")] == [
        "1 Stelle, wenn Sie „Remote“ weglassen",
        "1 Stelle, wenn Sie „koch“ weglassen",
    ]


@pytest.mark.django_db
def test_the_description_of_a_page() -> None:
    told = "Sie kochen für drei Schiffe."
    job = make_job(title="Koch", places="Munich, DE", description=f"<p>{told}</p>")

    meta = job_meta(job, [])

    assert meta.title == "Koch, Harbourline, München"
    assert meta.description == f"Koch bei Harbourline. München, Bayern, Deutschland. {told}"


@pytest.mark.django_db
def test_link_previews_are_told_the_language(client: Client) -> None:
    pages = (client.get("/", headers={"accept-language": language}) for language in ("en", "de"))

    told = [html.fromstring(page.content).xpath("//meta[@property='og:locale']") for page in pages]

    assert [one.get("content") for (one,) in told] == ["en_GB", "de_DE"]
