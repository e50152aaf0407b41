"""A job from its first day to its end and back, on every public surface there is.

The surfaces are those of the addresses of the board: one that is added and says nothing in
`surfaces` fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jobs.models import Life
from tests.views.addresses import addresses
from tests.views.surfaces import JOB, NEVER, OWN, SEEN, TITLE
from tests.views.walk import CLOSING, MIDNIGHT, WAYS, Walk, Way, walk

pytestmark = pytest.mark.django_db


def names(resolver: URLResolver) -> Iterator[str]:
    """Of every address of the site, however deep; what is for editors alone is left out."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield str(one.name)
        elif one.app_name != "admin":
            yield from names(one)


@pytest.fixture
def walking(admin_client: Client, tmp_path: Path) -> Iterator[Walk]:
    with walk(admin_client, tmp_path) as started:
        yield started


def read(path: str, etag: str = "") -> Any:
    return Client().get(path, headers={"If-None-Match": etag} if etag else {})


def text(answer: Any) -> str:
    """Whole, also of an answer that is streamed, which is then read."""
    return str(answer.getvalue().decode(errors="replace"))


def seen(walk: Walk) -> dict[str, str]:
    """Every address at which the job is to be seen while it is live, and by what."""
    both = (pair for pairs in SEEN.values() for pair in pairs)
    return {path.format(**walk.told): mark.format(**walk.told) for path, mark in both}


def assert_live(walk: Walk) -> dict[str, str]:
    """That it is everywhere; the ETag of each address."""
    etags, unseen = {}, []
    for path, mark in seen(walk).items():
        answer = read(path)
        etags[path] = answer.get("ETag", "")
        if mark not in text(answer):
            unseen.append(path)
    assert unseen == []
    assert_never(walk)
    assert_own(walk, Life.LIVE)
    return etags


def assert_left(walk: Walk, life: Life, etags: dict[str, str]) -> None:
    """That it is nowhere, whatever a cache still has; its twin is seen in its place."""
    address = JOB.format(**walk.told)
    for path, mark in seen(walk).items():
        answer = read(path, etags[path])
        assert answer.status_code != 304, path
        body = text(answer)
        assert address not in body, path
        assert (mark in body) == (life is Life.TWIN and mark != address), path
    assert_never(walk)
    assert_own(walk, life)


def assert_never(walk: Walk) -> None:
    examples = addresses()
    for name in NEVER:
        body = text(read(examples[name]))
        assert (JOB.format(**walk.told) in body, TITLE in body) == (False, False), name


def assert_own(walk: Walk, life: Life) -> None:
    answers = {name: read(path.format(**walk.told)) for name, (path, _by_life) in OWN.items()}
    expected = {name: by_life[life] for name, (_path, by_life) in OWN.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == expected

    page, saved = text(answers["job"]), text(answers["saved"])
    told = {
        "can apply": f"/jobs/{walk.pk}/apply/" in page,
        "has markup": '"JobPosting"' in page,
        "may be listed": answers["job"].status_code == 200 and "noindex" not in page,
        "takes no more": "It takes no more applications." in page,
        "leads on": "Similar jobs" in page,
        "is saved": TITLE in saved,
        "is linked there": JOB.format(**walk.told) in saved,
    }
    by_life: dict[Life, set[str]] = {
        Life.LIVE: {"can apply", "has markup", "may be listed", "leads on"},
        Life.CLOSED: {"takes no more", "leads on"},
    }
    on_list = {
        Life.LIVE: {"is saved", "is linked there"},
        Life.CLOSED: {"is saved", "is linked there"},
        Life.GONE: {"is saved"},
        Life.TWIN: {"is saved"},  # as the other one
    }
    true = {fact for fact, is_so in told.items() if is_so}
    assert true == by_life.get(life, set()) | on_list.get(life, set())
    if life is not Life.HIDDEN:
        open_ = life in {Life.LIVE, Life.TWIN}
        to = "https://apply.example/walked" if open_ else OWN["job"][0].format(**walk.told)
        assert answers["apply"]["Location"] == to


def test_every_address_says_how_a_job_is_seen_there_or_why_none_ever_is() -> None:
    assert sorted({*SEEN, *NEVER, *OWN}) == sorted(names(get_resolver())), (
        "say in tests/views/surfaces.py where a live job is SEEN at each address, why NEVER any "
        "is, or what it answers as the job's OWN"
    )


@pytest.mark.parametrize(("leave", "come_back", "life"), WAYS)
def test_a_job_that_leaves_is_nowhere_at_once_and_everywhere_when_it_is_back(
    walking: Walk, leave: Way, come_back: Way | None, life: Life
) -> None:
    etags = assert_live(walking)

    leave(walking)
    assert_left(walking, life, etags)

    if come_back:
        come_back(walking)
        assert_live(walking)


@pytest.mark.parametrize("close", CLOSING)
def test_the_page_of_a_closed_job_ends_after_a_month(walking: Walk, close: Way) -> None:
    close(walking)

    walking.travel(MIDNIGHT + timedelta(days=30, seconds=-1))
    assert_own(walking, Life.CLOSED)
    walking.travel(MIDNIGHT + timedelta(days=30))
    assert_left(walking, Life.GONE, dict.fromkeys(seen(walking), ""))
