"""The plan of the house: who may import whom, how long a file may be, what is documented."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "jobboard": 7,
    "jobs/urls.py": 6,
    "jobs/apps.py": 6,
    "jobs/site.py": 6,
    "jobs/views": 5,
    "jobs/admin": 5,
    "jobs/templatetags": 5,
    "jobs/management": 5,
    "jobs/curation": 4,
    "jobs/indexnow": 4,
    "jobs/standing.py": 4,
    "jobs/importer": 3,
    "jobs/search": 2,
    "jobs/seo": 2,
    "jobs/pictures": 2,
    "jobs/syndication": 2,
    "jobs/models": 1,
    "jobs/lib": 0,
}
APART = {"jobs/search", "jobs/seo"}  # one floor, two rooms without a door between them
MAX_FILE, MEDIAN_FILE, MAX_FUNCTION = 250, 80, 45


def sources() -> list[Path]:
    files = [*(ROOT / "jobboard").rglob("*.py"), *(ROOT / "jobs").rglob("*.py")]
    return [file for file in files if "migrations" not in file.parts]


def name_of(file: Path) -> str:
    dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


MODULES = {name_of(file): file for file in sources()}


def imports_of(file: Path) -> Iterator[str]:
    """Our own modules that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            inner = [name for name in whole if name in MODULES]
            yield from inner
            if len(inner) < len(whole) and node.module in MODULES:
                yield node.module


def room_of(module: str) -> str:
    path = MODULES[module].relative_to(ROOT).as_posix()
    return next((room for room in FLOORS if path == room or path.startswith(f"{room}/")), "")


def test_every_file_has_a_floor() -> None:
    homeless = [module for module in MODULES if not room_of(module) and module != "jobs"]

    assert homeless == []


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"jobs"}))
def test_imports_only_go_down_or_to_a_sibling(module: str) -> None:
    room = room_of(module)
    climbing = [
        imported
        for imported in imports_of(MODULES[module])
        if imported != "jobs"
        and room_of(imported) != room
        and (FLOORS[room_of(imported)] >= FLOORS[room] or {room, room_of(imported)} == APART)
    ]

    assert climbing == []


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module: set(imports_of(file)) - {module} for module, file in MODULES.items()}
    while leaves := {module for module, needs in graph.items() if not needs & graph.keys()}:
        for leaf in leaves:
            del graph[leaf]

    assert sorted(graph) == []


def test_our_own_code_is_imported_at_the_top_of_a_file() -> None:
    inline = [
        f"{module}:{node.lineno}"
        for module, file in MODULES.items()
        for function in ast.walk(ast.parse(file.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inline == []


def test_files_are_short() -> None:
    lengths = {module: len(file.read_text().splitlines()) for module, file in MODULES.items()}

    assert {module: lines for module, lines in lengths.items() if lines > MAX_FILE} == {}
    assert statistics.median(lines for lines in lengths.values() if lines) < MEDIAN_FILE


def test_functions_are_short() -> None:
    long = [
        f"{module}.{node.name}"
        for module, file in MODULES.items()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]

    assert long == []


def test_only_the_cleaned_description_is_marked_safe() -> None:
    markers = re.compile(r"mark_safe\(|SafeString\(|\|safe\b|autoescape off")
    files = [*sources(), *(ROOT / "templates").rglob("*.*")]
    marked = [
        file.relative_to(ROOT).as_posix() for file in files if markers.search(file.read_text())
    ]

    assert marked == ["jobs/templatetags/board.py"]


def test_only_three_doors_ask_which_database_it_is() -> None:
    asking = {module for module, file in MODULES.items() if "connection.vendor" in file.read_text()}

    assert asking == {"jobs.importer.lock", "jobs.importer.store.merge", "jobs.search.backends"}


def test_every_setting_from_the_environment_is_documented() -> None:
    code = (ROOT / "jobboard" / "settings.py").read_text()
    code += (ROOT / "gunicorn.conf.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    documented = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "configuration.md").read_text(), re.M)
    )

    assert read == documented
    assert "DATABASE_URL" in read


def test_pins_have_hashes_and_name_no_host() -> None:
    for name, fewest in (("runtime.txt", 6), ("dev.txt", 6), ("places.txt", 1)):
        text = (ROOT / "requirements" / name).read_text()
        pins = re.findall(r"^[a-z0-9-]+(?:\[[a-z,]+\])?==", text, re.M)

        assert len(pins) >= fewest
        assert len(re.findall(r"^[a-z0-9-].* \\\n    --hash=sha256:", text, re.M)) == len(pins)
        assert "http" not in text


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_makefile_says_everything_once() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "help"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def production(**changes: str) -> subprocess.CompletedProcess[str]:
    """Runs Django's deployment check with production settings and these changes."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "n2Fh8sKq0vTz5xWb7yRc3dGj6mLp9aUe1iOo4tBwXkQvZsHfYr",
        "ALLOWED_HOSTS": "jobs.example.org",
        "SITE_URL": "https://jobs.example.org",
        "DATABASE_URL": "postgres://jobs:secret@127.0.0.1:5432/jobs",
        "BEHIND_PROXY": "true",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_silent_in_production() -> None:
    done = production()

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


def test_wrong_settings_stop_the_start_and_are_all_named() -> None:
    done = production(
        DEBUG="flase",
        SITE_URL="jobs.example.org",
        CONTACT_EMAIL="jobs at example",
        DATABASE_URL="mysql://x/y",
        FEED_FOLDERS="/srv/feeds, feeds",
    )

    assert done.returncode != 0
    assert done.stderr.splitlines() == [
        "Wrong settings:",
        "  DEBUG: expected true or false, got 'flase'",
        "  SITE_URL: expected an address such as https://jobs.example.org, got 'jobs.example.org'",
        "  CONTACT_EMAIL: expected a mail address such as jobs@example.org, got 'jobs at example'",
        "  DATABASE_URL: expected postgres://user:password@host:5432/name or "
        "sqlite:///path/to/file, got an address that begins with 'mysql'",
        "  FEED_FOLDERS: expected full paths of folders, got 'feeds'",
        "Correct them in the environment or in .env; docs/configuration.md lists them all.",
    ]


def test_an_operator_may_leave_subdomains_out_of_hsts() -> None:
    done = production(HSTS_SUBDOMAINS="false")

    assert (done.returncode, done.stderr) == (0, "")
