"""The command line of the importer: what it prints, how it exits, what it makes of a word."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from jobs.importer.lock import import_lock
from jobs.management.commands import import_feed
from jobs.models import Feed, ImportRun, Job
from tests.make import make_feed, record, yubhub

pytestmark = pytest.mark.django_db
KEYS = (
    "feed run status dialect seen created updated unchanged closed reopened held rejected "
    "duplicates seconds message"
).split()


def run(*words: str) -> tuple[int, str]:
    """Exit code and standard output of `manage.py import_feed WORDS`."""
    out = io.StringIO()
    try:
        call_command("import_feed", *words, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def run_elsewhere(path: str) -> tuple[int, str]:
    """The same command on another connection, as another process has one."""
    outcome: list[tuple[int, str]] = []

    def other() -> None:
        try:
            outcome.append(run("--json", path))
        finally:
            connection.close()

    thread = Thread(target=other)
    thread.start()
    thread.join()
    return outcome[0]


def write(path: Path, *records: str) -> str:
    path.write_text(yubhub(*records))
    return str(path)


def test_a_file_becomes_a_feed_named_from_it(tmp_path: Path) -> None:
    path = write(tmp_path / "Acme Jobs.xml", record("a"))

    code, out = run(path)

    feed = Feed.objects.get()
    assert (feed.name, feed.slug, feed.address) == ("Acme Jobs", "acme-jobs", path)
    assert code == 0
    assert out.splitlines()[0].startswith("Acme Jobs: applied in ")
    assert out.splitlines()[1] == "  1 seen, 1 created"


def test_the_same_file_by_path_and_by_slug_is_one_feed(tmp_path: Path) -> None:
    run(write(tmp_path / "acme.xml", record("a")))

    code, out = run("acme")

    assert (code, Feed.objects.count()) == (0, 1)
    assert out.splitlines()[1] == "  1 seen, 1 unchanged"


def test_two_files_of_one_name_are_two_feeds(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    run(write(tmp_path / "one" / "jobs.xml", record("a")))
    run(write(tmp_path / "two" / "jobs.xml", record("b")))

    assert sorted(Feed.objects.values_list("slug", flat=True)) == ["jobs", "jobs-2"]
    assert Job.objects.live().count() == 2


def test_the_report_for_machines_is_one_object_a_line(tmp_path: Path) -> None:
    good = write(tmp_path / "good.xml", record("a"))
    bad = write(tmp_path / "bad.xml", "<job>")

    code, out = run("--json", good, bad)

    first, second = map(json.loads, out.splitlines())
    assert list(first) == list(second) == KEYS
    assert code == 65
    saved = ImportRun.objects.get(feed__slug="good")
    assert first == {
        "feed": "good",
        "run": saved.pk,
        "status": "applied",
        "dialect": "yubhub",
        "seen": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "closed": 0,
        "reopened": 0,
        "held": 0,
        "rejected": 0,
        "duplicates": 0,
        "seconds": saved.seconds,
        "message": "",
    }
    assert (second["status"], second["created"]) == ("rejected", 0)


def test_standard_input_is_a_feed_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for document in (yubhub(record("a"), record("b")), yubhub(record("a"))):
        stdin = SimpleNamespace(buffer=io.BytesIO(document.encode()))
        monkeypatch.setattr(sys, "stdin", stdin)
        code, _out = run("-")

    assert code == 0
    assert (Feed.objects.get().slug, Job.objects.live().count()) == ("standard-input", 1)


def test_nothing_is_saved_or_run_when_one_word_is_not_understood(tmp_path: Path) -> None:
    code, _out = run(write(tmp_path / "good.xml", record("a")), "no-such-feed")

    assert code == 64
    assert Feed.objects.count() == 0


def test_a_file_named_twice_is_imported_once(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", record("a"))

    _code, out = run("--json", path, path)

    assert len(out.splitlines()) == 1
    assert Feed.objects.count() == 1


def test_a_new_feed_that_fails_at_once_is_switched_off(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_text("<html><body><h1>Moved</h1></body></html>")

    code, out = run(str(tmp_path / "page.xml"))

    assert code == 65
    assert "expected XML, got an HTML page" in out
    assert "The new feed page is switched off" in out
    assert Feed.objects.get().enabled is False


def test_a_feed_that_worked_before_stays_on_when_it_fails(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", record("a"))
    run(path)
    (tmp_path / "feed.xml").write_text("<html/>")

    assert run(path)[0] == 65
    assert Feed.objects.get().enabled is True


def test_what_fails_is_told_on_standard_error_when_the_report_is_for_machines(
    tmp_path: Path,
) -> None:
    err = io.StringIO()
    path = write(tmp_path / "feed.xml", record("a"))
    run(path)
    write(tmp_path / "feed.xml")

    with pytest.raises(SystemExit):
        call_command("import_feed", "--json", path, stdout=io.StringIO(), stderr=err)

    assert err.getvalue().startswith("feed: held: removals wait: the feed is empty")


def test_held_removals_exit_with_65_until_they_are_accepted(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", record("a"))
    run(path)
    write(tmp_path / "feed.xml")

    assert run(path)[0] == 65
    assert run(path, "--accept-removals")[0] == 0


def test_a_dry_run_of_a_new_file_leaves_no_trace(tmp_path: Path) -> None:
    code, out = run("--dry-run", write(tmp_path / "feed.xml", record("a")))

    assert code == 0
    assert "dry run, nothing written: applied" in out
    assert "1 seen, 1 created" in out
    assert (Feed.objects.count(), ImportRun.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_refused_records_are_printed_for_a_person(tmp_path: Path) -> None:
    _code, out = run(
        write(tmp_path / "f.xml", record("a", Applyto="javascript:alert(1)"), record("b"))
    )

    assert "  1 created, 1 rejected" in out.replace("2 seen, ", "")
    assert (
        "  refused: a 'Job a': apply_url: expected an http(s) address, got 'javascript:alert(1)'"
        in out
    )


@pytest.mark.parametrize(
    "words",
    [("no-such-feed",), ("/no/such/file.xml",), ("--dialect", "klingon", "x"), ("https://a b/",)],
)
def test_wrong_use_exits_with_64_and_says_what_was_expected(words: tuple[str, ...]) -> None:
    code, out = run(*words)

    assert code == 64
    assert "expected" in out
    assert Feed.objects.count() == 0


def test_an_unknown_option_exits_with_64(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        import_feed.Command().run_from_argv(["manage.py", "import_feed", "--nonsense"])

    assert stop.value.code == 64
    assert "--nonsense" in capsys.readouterr().err


def test_a_feed_that_cannot_be_fetched_exits_with_75_and_stops_no_other(tmp_path: Path) -> None:
    gone = make_feed(address=str(tmp_path / "gone.xml"), slug="gone")
    path = write(tmp_path / "here.xml", record("a"))

    code, out = run("gone", path)

    assert code == 75
    assert "expected a readable file" in out
    assert Job.objects.live().count() == 1
    assert (gone.runs.get().status, gone.runs.get().created) == ("failed", 0)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OperationalError("server closed"), 75),
        (OSError(28, "No space left"), 74),
        (ValueError("x"), 70),
    ],
)
def test_what_goes_wrong_around_a_feed_has_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(*_args: object) -> None:
        raise error

    path = write(tmp_path / "feed.xml", record("a"))
    monkeypatch.setattr(import_feed, "run_feed", fail)

    assert run(path)[0] == code


@pytest.mark.django_db(transaction=True)
def test_a_feed_that_is_being_imported_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", record("a"))
    run(path)
    held = import_lock(Feed.objects.get().pk)
    with held as free:
        assert free
        # A lock of the same PostgreSQL session would let itself in: another process must ask.
        code, out = run_elsewhere(path)

    assert code == 0
    assert json.loads(out)["status"] == "locked"
    assert run(path)[0] == 0


def test_without_a_word_every_enabled_feed_that_is_due_runs(tmp_path: Path) -> None:
    make_feed(slug="due", address=write(tmp_path / "due.xml", record("a")))
    make_feed(slug="off", address=write(tmp_path / "off.xml", record("b")), enabled=False)

    first, again = run("--json"), run()

    assert [json.loads(line)["feed"] for line in first[1].splitlines()] == ["due"]
    assert again == (0, "No feed is due.\n")


def test_the_dialect_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "odd.xml"
    path.write_text("<r><job><externalid>a</externalid><title>T</title></job></r>")

    assert run(str(path))[0] == 65
    code, out = run("--dialect", "yubhub", str(path))

    assert code == 65
    assert "every record was refused, the first because: expected an employer, got none" in out
