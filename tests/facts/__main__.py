"""What is made of the feeds beside the project: `python -m tests.facts [--sample N] [FILE ...]`.

One JSON object a record: what the feed says, and the job (or the reason for none). With a sample,
N of all records, always the same ones: for checking by hand.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from jobs.importer.records import FeedProblem, Task
from jobs.importer.staging import read_document
from jobs.importer.worker import normalised
from jobs.importer.worktable import Worktable

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "feeds"
SEED = 20261123
TODAY = date(2026, 11, 23)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Every record of a document with what is made of it; nothing of one that is rejected."""
    with tempfile.TemporaryDirectory() as folder:
        worktable = Path(folder) / "worktable"
        task = Task(str(path), str(worktable), f"https://feeds.example/{path.name}")
        with closing(Worktable(worktable)) as table:
            try:
                reading = read_document(task, table)
            except FeedProblem:
                return
            for raw, job, _hash in normalised(reading, table.to_write(), TODAY):
                told = {name: text for name, text in asdict(raw).items() if text}
                yield {"feed": path.name, "dialect": reading.dialect, "raw": told} | {
                    "made": {name: fact for name, fact in asdict(job).items() if fact}
                }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="so many records, drawn at random")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or sorted(path for path in FEEDS.rglob("*") if path.suffix != ".md")
    found = [one for path in files if path.is_file() for one in records(path)]
    if options.sample:
        found = random.Random(SEED).sample(found, min(options.sample, len(found)))
    for one in found:
        print(json.dumps(one, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
