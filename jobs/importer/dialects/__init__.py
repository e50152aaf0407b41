"""The dialects this board reads. Adding one: a file beside this one, and a line below."""

from __future__ import annotations

from collections.abc import Collection

from jobs.importer.dialects import yubhub
from jobs.importer.dialects.dialect import Dialect, folded

DIALECTS = {dialect.name: dialect for dialect in (yubhub.dialect,)}


def detect(names: Collection[str]) -> Dialect | None:
    """The first dialect that the folded element names of a record fit, or None."""
    return next((dialect for dialect in DIALECTS.values() if dialect.fits(names)), None)


__all__ = ["DIALECTS", "Dialect", "detect", "folded"]
