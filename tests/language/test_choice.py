"""Which language a visitor is answered in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.translation import get_language, gettext

from jobboard.language import LanguageMiddleware, accepted
from tests.make import make_job


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("fr-FR,fr;q=0.9,de;q=0.5,en;q=0.3", "de"),
        ("fr, de;q=0.3, en;q=0.7", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("en;q=0, *", "de"),
        ("en;q=0, fr", "en"),
        ("de ; q=0.1", "de"),
        ("de,en", "en"),
        ("de;q=1.000,en;q=0.999", "de"),
        ("de;q=2,en;q=0.1", "en"),
        ("de;q=abc", "en"),
        ("deutsch", "en"),
        ("de_DE", "en"),
        (";;,,;q=", "en"),
        ("\0, de", "de"),
        (",".join(["xx"] * 10_000) + ",de", "en"),
    ],
)
def test_the_language_that_a_browser_likes_best(header: str, language: str) -> None:
    assert accepted(header) == language


def test_who_asks_for_none_of_them_gets_the_language_of_the_site(settings: Any) -> None:
    settings.SPOKEN = "de"

    assert [accepted(header) for header in ("", "fr", "*", "en,de", "en")] == [
        *("de", "de", "de", "de", "en")
    ]


@pytest.mark.django_db
def test_the_answer_says_its_language_and_that_the_browser_chose_it(client: Client) -> None:
    for header, language, title in (("de-CH", "de", "Stellen"), ("fr", "en", "Jobs")):
        response = client.get("/jobs/", headers={"accept-language": header})

        assert response["Content-Language"] == language
        assert "Accept-Language" in response["Vary"]
        assert f'<html lang="{language}">' in response.content.decode()
        assert f">{title}</a>" in response.content.decode()


@pytest.mark.django_db
def test_nothing_but_the_header_chooses(client: Client) -> None:
    """Neither a cookie, nor a parameter, nor what the last visitor of the process was answered."""
    client.cookies["django_language"] = "de"
    client.get("/jobs/", headers={"accept-language": "de"})
    response = client.get("/jobs/?language=de&lang=de")

    assert response["Content-Language"] == "en"
    assert "Cookie" not in response["Vary"]
    assert response.cookies == {}


@pytest.mark.django_db
def test_the_admin_and_the_read_api_speak_one_language(client: Client, settings: Any) -> None:
    User.objects.create_superuser("editor")
    client.force_login(User.objects.get())
    make_job(arrangement="onsite", places="Lund, SE")
    german = {"accept-language": "de"}

    admin = client.get("/admin/jobs/job/", headers=german)
    assert admin["Content-Language"] == "en"
    assert "Accept-Language" not in admin.get("Vary", "")
    assert "Select job to change" in admin.content.decode()
    answer = client.get("/jobs.json?type=nope", headers=german)
    assert answer["Content-Language"] == "en"
    assert "Accept-Language" not in answer.get("Vary", "")
    assert answer.content == client.get("/jobs.json?type=nope").content
    assert answer.json()["facets"]["arrangement"][0]["label"] == "On-site"


@pytest.mark.django_db
def test_errors_speak_the_language_of_the_visitor(client: Client) -> None:
    response = client.get("/nowhere/", headers={"accept-language": "de"})

    assert (response.status_code, response["Content-Language"]) == (404, "de")
    assert '<html lang="de">' in response.content.decode()


def test_a_view_that_breaks_leaves_no_language_behind() -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = "de"
    with pytest.raises(ZeroDivisionError):
        LanguageMiddleware(broken)(request)

    assert get_language() == "en"


def test_two_visitors_at_once_are_each_answered_in_their_language() -> None:
    both = Barrier(2)

    def view(_request: HttpRequest) -> HttpResponse:
        both.wait(10)
        said = gettext("Jobs")
        both.wait(10)
        return HttpResponse(said + gettext("Jobs"))

    def visit(header: str) -> list[str]:
        request = HttpRequest()
        request.META["HTTP_ACCEPT_LANGUAGE"] = header
        answers = {LanguageMiddleware(view)(request).content.decode() for _ in range(50)}
        return [*answers, str(get_language())]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(visit, ("de", "en"))) == [["StellenStellen", "en"], ["JobsJobs", "en"]]
