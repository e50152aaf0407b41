"""Errors with the site's own face, whatever it is that broke."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path
from lxml import html
from pytest_django import Settings

from jobs import standing
from jobs.views import errors

pytestmark = pytest.mark.django_db
RAISED: dict[str, tuple[type[Exception], int, str]] = {
    "suspicious": (SuspiciousOperation, 400, "This request makes no sense to us"),
    "denied": (PermissionDenied, 403, "This is not allowed"),
    "missing": (Http404, 404, "There is no such page"),
    "greedy": (errors.TooMany, 429, "Too many pages at once"),
    "bug": (ZeroDivisionError, 500, "Something broke"),
    "away": (OperationalError, 503, "We are away for a moment"),
    "closed": (InterfaceError, 503, "We are away for a moment"),
}


def broken(_request: HttpRequest, kind: str) -> HttpResponse:
    raise RAISED[kind][0]("secret detail")


urlpatterns = [path("broken/<kind>/", broken), path("", include("jobboard.urls"))]
handler400 = "jobs.views.errors.bad_request"
handler403 = "jobs.views.errors.forbidden"
handler404 = "jobs.views.errors.not_found"
handler500 = "jobs.views.errors.server_error"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.urls("tests.views.test_errors")
@pytest.mark.parametrize("kind", RAISED)
def test_every_error_has_the_sites_face_and_asks_no_database(
    visitor: Client, kind: str, django_assert_num_queries: Any
) -> None:
    _error, status, heading = RAISED[kind]

    with django_assert_num_queries(0):
        answer = visitor.get(f"/broken/{kind}/")

    page = html.fromstring(answer.content.decode())
    assert answer.status_code == status
    assert [one.text_content() for one in page.xpath("//h1")] == [heading]
    assert page.xpath("//title")[0].text == f"{heading} – Job board"
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/static/css/site.css"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "secret detail" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert not answer.cookies
    assert answer.get("Retry-After") == ("60" if status in (429, 503) else None)


def test_the_page_of_what_is_not_there_offers_a_search(visitor: Client) -> None:
    page = html.fromstring(visitor.get("/skills/nothing/").content.decode())

    assert page.xpath("//form[@role='search']/@action") == ["/jobs/"]
    assert page.xpath("//form//input/@name") == ["q"]


def test_a_form_without_its_token_gets_the_sites_face() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})

    assert answer.status_code == 403
    assert "This is not allowed" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_the_sites_face(visitor: Client) -> None:
    answer = visitor.get("/jobs/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "This request makes no sense to us" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/jobs/", "/jobs.json", "/jobs/1/x/", "/how-we-rank/"])
def test_a_database_that_is_away_is_no_fault_of_the_page(visitor: Client, address: str) -> None:
    def away(*_args: Any) -> Any:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        answer = visitor.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "We are away for a moment" in answer.content.decode()


def test_what_stands_alone_needs_nothing_once_it_is_prepared(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing.standing.cache_clear()
    standing.prepare()
    monkeypatch.setattr(engines["django"], "engine", None)

    assert errors.server_error(HttpRequest()).status_code == 500
    assert errors.unavailable().status_code == 503
    assert errors.too_many().status_code == 429


def test_pages_for_a_proxy_are_files_that_need_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    call_command("error_pages", folder, stdout=StringIO())

    languages = {code.partition("-")[0] for code, _name in settings.LANGUAGES}
    written = {file.name for file in folder.iterdir()}
    assert written == {f"{n}.{code}.html" for n in (429, 500, 503) for code in languages}
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        page = html.fromstring(text)
        assert page.xpath("//@src") == []
        assert page.xpath("//link/@href") == ["data:,"]
        style = page.xpath("//style")[0].text
        assert style.strip() == Path("static/css/site.css").read_text(encoding="utf-8").strip()
        assert re.findall(r"url\(|@import|</", style) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CommandError) as told:
        call_command("error_pages", tmp_path / "file")

    assert (str(told.value), told.value.returncode) == (f"{tmp_path / 'file'}: File exists", 74)


def test_without_collected_styles_the_command_says_what_to_do_first(
    tmp_path: Path, settings: Settings
) -> None:
    standing.standing.cache_clear()
    settings.STATIC_ROOT = tmp_path / "nothing"
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}

    with pytest.raises(CommandError) as told:
        call_command("error_pages", tmp_path / "folder")

    assert (str(told.value), told.value.returncode) == ("Run collectstatic first.", 64)
    assert not (tmp_path / "folder").exists()
