"""A disk that is full: by a limit on the size of files, and as root by a small disk of its own."""

from __future__ import annotations

import os
import random
import resource
import select
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from jobs.models import Job
from tests.faults.database import SqliteFile
from tests.faults.processes import ask, end_of, start, wait_for_orphans
from tests.faults.scene import Lost, Scene
from tests.faults.stops import CREATES, SCALE

DISK, OK, DATA = 74, 0, 65  # sysexits.h
KILOBYTE = 1024
SMALL_DISK = 24 * 2**20  # bytes
ROOM = (16, 64, 256, 1024, 2048)  # kilobytes that are left


def prove(scene: Scene, number: int) -> dict[str, object]:
    """`number` (or 10) times with a limit on files, and as often on a full disk.

    On PostgreSQL a limit would be the server's, so only the reader's files are limited there.
    """
    scene.prepare(SCALE, CREATES + 1)
    number, chance = number or 10, random.Random(number)
    figures: dict[str, object] = {}
    rooms = [*ROOM, *(chance.randrange(8, 4096) for _more in range(number))][:number]
    figures["a limit on files"] = _told(_limited(scene, room) for room in rooms)
    if not isinstance(scene.database, SqliteFile):
        return figures
    with _small_disk(scene.database.path.parent) as there:
        if there:
            figures["a small disk"] = _told(_full(scene, room) for room in rooms)
    return figures


def _told(codes: Iterator[int]) -> dict[str, int]:
    counted = Counter(codes)
    if not counted[DISK]:
        raise Lost(f"expected exit code 74 of a full disk, got {dict(counted)}")
    return {str(code): count for code, count in sorted(counted.items())}


def _limited(scene: Scene, room: int) -> int:
    """No file may grow beyond this: the log of SQLite, the worktable, an unpacked document."""

    def work() -> None:
        size = room * KILOBYTE
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        _import()

    scene.before(CREATES)
    code = _code(work, fault := f"files limited to {room} kB")
    ask(_read_whole)
    scene.check_next_run(CREATES, fault)
    return code


def _full(scene: Scene, room: int) -> int:
    """So many kilobytes are left, and the site goes on reading."""
    scene.before(CREATES)
    ballast = _database_folder(scene) / "ballast"
    with _site():
        free = shutil.disk_usage(ballast.parent).free
        ballast.write_bytes(bytes(max(0, free - room * KILOBYTE)))
        code = _code(_import, fault := f"{room} kB left on the disk")
    ballast.unlink()
    scene.check_next_run(CREATES, fault)
    return code


def _import() -> None:
    call_command("import_feed", "alpha", "--json")


def _code(work: Callable[[], None], fault: str) -> int:
    code = end_of(start(work))
    if code not in (DISK, OK, DATA):
        raise Lost(f"{fault}: expected exit code 74, got {code}")
    return code


@contextmanager
def _site() -> Iterator[None]:
    """A process that reads all the while, and at the end the whole database."""
    ready, tell = os.pipe()
    gate, opened = os.pipe()

    def read() -> None:
        os.close(opened)
        Job.objects.count()
        os.write(tell, b"y")
        while not select.select([gate], [], [], 0.02)[0]:
            list(Job.objects.live()[:20])
        _read_whole()

    site = start(read)
    os.read(ready, 1)
    try:
        yield
    finally:
        for end in (gate, opened, ready, tell):
            os.close(end)
        if end_of(site):
            raise Lost("the site could not read while the disk was full; its traceback is above")
        wait_for_orphans()


def _read_whole() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (found := cursor.fetchone()[0]) != "ok":
                raise Lost(f"the database is damaged: {found}")


def _database_folder(scene: Scene) -> Path:
    if not isinstance(scene.database, SqliteFile):
        raise TypeError("expected SQLite")
    return scene.database.path.parent


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """Mounts a small disk where the database is; False where we may not."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid():
        yield False
        return
    options = ["-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    if subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)
