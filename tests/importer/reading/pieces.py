"""Documents for the tests of reading, and the whole way from bytes to records."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from jobs.importer.reading import encoding_of, records, repair, sketch
from jobs.importer.records import NotWellFormed, Record

ROOT = Path(__file__).resolve().parents[3]
Write = Callable[[str | bytes], Path]


def read(path: Path, charset: str = "") -> tuple[list[Record], Counter[str]]:
    """The records of a document that needs no repair, and what was mended in values."""
    encoding, repairs = encoding_of(path, charset), Counter[str]()
    return list(records(path, encoding, sketch(path, encoding), repairs)), repairs


def entries(path: Path, charset: str = "") -> list[tuple[tuple[str, str], ...]]:
    return [one.entries for one in read(path, charset)[0]]


def repaired(path: Path, charset: str = "") -> tuple[list[Record], Counter[str]]:
    """The records of a document after repair, and what was repaired."""
    repairs = Counter[str]()
    target = path.with_suffix(".repaired")
    repair(path, encoding_of(path, charset), target, repairs)
    return list(records(target, "utf-8", sketch(target, "utf-8"), Counter())), repairs


def broken(path: Path) -> bool:
    """Whether a document is refused, before and after repair."""
    for way in (read, repaired):
        try:
            way(path)
        except NotWellFormed:
            continue
        return False
    return True


READ = """
import re, sys
from collections import Counter
from pathlib import Path
from jobs.importer.reading import encoding_of, records, repair, sketch
from jobs.importer.records import Rejected
from lxml import etree

def peak():  # unlike ru_maxrss it does not begin with what the parent process had
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

path, way = Path(sys.argv[1]), sys.argv[2]
before = peak()
try:
    if way == "tree":
        etree.parse(path, etree.XMLParser(huge_tree=True))
    elif way == "repair":
        repair(path, "utf-8", path.with_suffix(".repaired"), Counter())
    else:
        for record in records(path, "utf-8", sketch(path, "utf-8"), Counter()):
            pass
except Rejected as error:
    print(error, file=sys.stderr)
print(peak() - before)
"""


def growth(path: Path, way: str = "records") -> tuple[int, str]:
    """How many kilobytes a new process grows by when it reads a document, and what it refused.

    `way` is records, repair, or tree: a parser without any defence.
    """
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), way],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout), done.stderr
