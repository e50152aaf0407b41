"""`fetch_logos` as cron and a person run it: exit codes, one at a time, its report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from jobs.importer.fetching import Allowed
from jobs.importer.lock import import_lock, logo_lock
from jobs.importer.logos import keeping
from jobs.models import Logo, LogoCopy
from tests.commands.board import Board
from tests.importer.fetching.servers import Site, running
from tests.importer.logos.images import png
from tests.make import make_employer
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with running(Site()) as serving:
        settings.FEED_ALLOWED_HOSTS = Allowed.parse([f"127.0.0.1:{serving.server_port}"])
        yield serving


def fetch(*words: str, **options: Any) -> tuple[str, str]:
    """What it says on standard output and on standard error."""
    out, err = StringIO(), StringIO()
    call_command("fetch_logos", *words, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_report_counts_and_says_what_was_wrong(site: Site) -> None:
    site.page("/a.png", png())
    site.page("/b.png", b"<svg/>")
    make_employer("A", logo_url=f"{site.url}/a.png")
    make_employer("B", logo_url=f"{site.url}/b.png")
    make_employer("C", logo_url=f"{site.url}/c.png")

    assert fetch(limit=2) == (
        "Logos: 1 copied, 1 refused; 1 wait.\n"
        "  refused: b: expected an image in PNG, JPEG, WebP, GIF or ICO, "
        "got SVG, which may hold scripts\n",
        "",
    )


def test_json_tells_each_logo_in_a_line(site: Site) -> None:
    site.page("/a.png", png())
    make_employer("A", logo_url=f"{site.url}/a.png")
    out, _err = fetch(json=True)

    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "employer": "a",
            "status": "copied",
            "address": f"{site.url}/a.png",
            "logo": Logo.objects.get().pk,
            "message": "",
        }
    ]


def test_nothing_due_is_said_in_a_line() -> None:
    assert fetch() == ("Logos: none was due; 0 wait.\n", "")


def test_only_the_named_employers_are_asked_for(site: Site) -> None:
    site.page("/b.png", png())
    make_employer("A", logo_url=f"{site.url}/a.png")
    make_employer("B", logo_url=f"{site.url}/b.png")

    assert fetch("b") == ("Logos: 1 copied; 1 wait.\n", "")


def test_an_unknown_employer_is_wrong_use() -> None:
    make_employer("A")

    with pytest.raises(CommandError, match="expected the slug of an employer, got 'b'") as caught:
        fetch("a", "b")
    assert caught.value.returncode == 64


@pytest.mark.parametrize("words", [["--limit", "0"], ["--seconds", "x"], ["--nonsense"]])
def test_wrong_options_are_wrong_use(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "fetch_logos", *words],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 64
    assert "usage:" in done.stderr


def test_a_second_one_beside_it_does_nothing(site: Site) -> None:
    make_employer("A", logo_url=f"{site.url}/a.png")
    told: list[tuple[str, str]] = []
    with logo_lock() as free, import_lock(1) as feed_is_free:
        assert (free, feed_is_free) == (True, True)
        assert together(lambda: told.append(fetch())) == []

    assert told == [("Another fetch_logos is running; nothing was done.\n", "")]
    assert site.seen == []


def test_a_fault_of_ours_costs_one_logo_and_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site.page("/a.png", png())
    site.page("/b.svg", b"<svg/>")
    make_employer("A", logo_url=f"{site.url}/a.png")
    make_employer("B", logo_url=f"{site.url}/b.svg")
    broken = tmp_path / "python"
    broken.write_text(f"#!{sys.executable}\nprint('no JSON')")
    broken.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(broken))
    out = StringIO()

    with pytest.raises(CommandError, match="a fault of ours") as caught:
        call_command("fetch_logos", "--json", stdout=out)

    assert caught.value.returncode == 70
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(one["employer"], one["status"]) for one in told] == [("a", "bug"), ("b", "bug")]
    assert told[0]["message"].startswith("the board failed on this logo, please report it: ")
    assert LogoCopy.objects.filter(failures=1, problem=told[0]["message"]).count() == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OperationalError("server closed"), 75),
        (OSError(28, "No space left"), 74),
        (ValueError("x"), 70),
    ],
)
def test_what_goes_wrong_around_a_logo_has_its_exit_code(
    site: Site, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    site.page("/a.png", png())
    make_employer("A", logo_url=f"{site.url}/a.png")
    monkeypatch.setattr(keeping, "keep", fail)

    with pytest.raises(CommandError) as caught:
        fetch()
    assert caught.value.returncode == code


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 75)])
def test_one_that_is_ended_has_kept_what_it_made_and_the_next_goes_on(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with running(Site()) as site:
        board = Board(tmp_path, site)
        other = site.url.replace("127.0.0.1", "localhost")
        site.page("/a.png", png())
        site.raw("/b.png", 30.0)
        columns = "name, slug, description, website, logo_url, edited"
        for slug, address in (("a", f"{site.url}/a.png"), ("b", f"{other}/b.png")):
            board.rows(
                f"INSERT INTO jobs_employer ({columns}) VALUES (?, ?, '', '', ?, '[]')",  # noqa: S608
                slug,
                slug,
                address,
            )
        first = board.start("fetch_logos")
        end = time.monotonic() + 30
        while len(site.seen) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        first.send_signal(number)

        assert board.wait(first)[0] == code
        assert board.rows("SELECT employer_id, problem FROM jobs_logocopy") == [(1, "")]

        del site.pages["/b.png"]
        site.page("/b.png", png(32, 32))
        assert board.wait(board.start("fetch_logos")) == (0, "Logos: 1 copied; 0 wait.\n")
        assert board.rows("SELECT count(*) FROM jobs_logo") == [(2,)]
