"""Runs a command against PostgreSQL: `python -m tests.postgres COMMAND ...`.

DATABASE_URL when it names one; otherwise a throw-away cluster of its own, started as an
unprivileged user on a Unix socket and removed afterwards. Where there is no PostgreSQL, it says so
in one line and succeeds, unless REQUIRE_POSTGRES is set.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    binaries = find_binaries()
    if binaries is None:
        print("PostgreSQL: no server binaries and no DATABASE_URL found, so nothing ran on it.")
        return 1 if os.environ.get("REQUIRE_POSTGRES") else 0
    with cluster(binaries) as address:
        environment = os.environ | {"DATABASE_URL": address}
        return subprocess.run(command, check=False, env=environment).returncode


def find_binaries() -> Path | None:
    """The folder of the newest server found, or None."""
    found = [Path(initdb).resolve().parent] if (initdb := shutil.which("initdb")) else []
    for pattern in PLACES:
        found += sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


def _version(folder: Path) -> int:
    digits = "".join(character for character in str(folder) if character.isdigit())
    return int(digits or 0)


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """A fresh cluster; yields its address and removes it with everything in it."""
    with tempfile.TemporaryDirectory(prefix="jobboard-pg-", dir="/tmp") as folder:
        data, user = Path(folder) / "data", _unprivileged(folder)
        _run(
            user,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "tests",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"{QUICK} -c listen_addresses='' -c unix_socket_directories='{folder}'"
        log = Path(folder) / "log"
        _run(user, binaries / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgres://tests@{quote(folder, safe='')}/postgres"
        finally:
            _run(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _unprivileged(folder: str) -> str | None:
    """PostgreSQL refuses to run as root: then somebody without rights owns and runs it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, account.pw_uid, account.pw_gid)
        return name
    raise SystemExit("expected a user postgres or nobody to run PostgreSQL as, found neither")


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
