"""Carries a plan out, in short transactions. The only writer of imported jobs.

Whatever kills it, the next run finds a state it can go on from: every batch is whole, and removals
come last.
"""

from __future__ import annotations

from jobs.importer.store import changes
from jobs.importer.store.state import analyse
from jobs.importer.store.writer import Rows, Writer

__all__ = ["Rows", "Writer", "analyse", "changes"]
