"""The end of `migrate`: whoever upgrades serves a board that is searched by the rules of today."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from jobs.models import Employer, SearchRow, SearchState
from jobs.search import index, rows
from tests import searched
from tests.admin.pages import found
from tests.make import make_employer, make_job

LINE = "  Search: 2 jobs written anew.\n"


def migrate(*names: str, **options: Any) -> str:
    """What it prints of the search."""
    out = StringIO()
    call_command("migrate", *names, stdout=out, **options)
    return "".join(line for line in out.getvalue().splitlines(True) if "Search" in line)


def upgrade() -> None:
    """What stands in the database is by rules of long ago."""
    SearchState.objects.update(rules="0:en")
    SearchRow.objects.update(facts=b"of another layout")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_words")


@pytest.mark.django_db
def test_a_new_database_is_by_the_rules_of_today() -> None:
    assert rows.are_current()
    assert migrate() == ""


@pytest.mark.django_db
def test_other_rules_are_followed_by_words_and_rows_written_anew_once() -> None:
    jobs = [make_job(title="Tailor"), make_job(title="Falconer")]
    upgrade()

    assert [migrate(), migrate()] == [LINE, ""]

    assert searched.remembered() == searched.expected()
    assert [found("tailor"), found("falconer")] == [[job] for job in jobs]


@pytest.mark.django_db
def test_rows_of_another_layout_are_written_anew_without_the_words() -> None:
    job = make_job(title="Tailor")
    SearchRow.objects.update(facts=b"of another layout")
    for rules in ("2:en", f"{rows.RULES}:en:2"):  # as the versions before wrote it
        SearchState.objects.update(rules=rules)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM jobs_words")

        assert migrate() == "  Search: 1 jobs written anew.\n"
        assert searched.remembered() == searched.expected()
        assert (found("tailor"), rows.are_current()) == ([], True)
    index.put([job.pk])
    assert found("tailor") == [job]


@pytest.mark.django_db
def test_who_asks_for_silence_hears_nothing() -> None:
    make_job()
    upgrade()

    assert migrate(verbosity=0) == ""
    assert rows.are_current()


@pytest.mark.django_db(transaction=True)
def test_a_board_of_an_older_version_gets_its_rows_when_it_is_whole() -> None:
    make_job(title="Tailor")
    make_job(title="Falconer")

    assert migrate("jobs", "0003") == ""
    assert "jobs_searchrow" not in connection.introspection.table_names()
    assert migrate() == LINE

    assert searched.remembered() == searched.expected()


@pytest.mark.django_db(transaction=True)
def test_employers_of_an_older_version_are_known_without_their_legal_form() -> None:
    job = make_job(employer="Harbourline, Inc.")
    make_employer("Quince AG").aliases.create(text="Medlar Ltd")

    migrate("jobs", "0004")
    migrate()

    found = Employer.named(["HARBOURLINE GmbH", "Quince", "medlar", "Sloe"])
    assert {name: employer.name for name, employer in found.items()} == {
        "HARBOURLINE GmbH": job.employer.name,
        "Quince": "Quince AG",
        "medlar": "Quince AG",
        "Sloe": "Sloe",
    }


@pytest.mark.django_db(transaction=True)
def test_the_command_says_how_many_jobs_it_wrote() -> None:
    make_job()
    upgrade()
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    assert out.getvalue() == "Jobs written anew: 1\n"
    assert rows.are_current()
    assert searched.remembered() == searched.expected()
