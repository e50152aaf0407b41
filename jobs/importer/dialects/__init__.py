"""The dialects this board reads: every file of this folder that has a `dialect`.

The most exact are tried first: by rank, then by the number of marks.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.overrides import Overrides
from jobs.importer.records import Sketch


def _exactness(dialect: Dialect) -> tuple[int, int, str]:
    return -dialect.rank, -len(dialect.marks), dialect.name


def _found() -> dict[str, Dialect]:
    modules = (import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__))
    found = [
        module.dialect
        for module in modules
        if isinstance(getattr(module, "dialect", None), Dialect)
    ]
    return {dialect.name: dialect for dialect in sorted(found, key=_exactness)}


DIALECTS = _found()


def detect(sketch: Sketch) -> Dialect | None:
    """The most exact dialect that a document is in, or None: nothing in it looks like a job."""
    return next((dialect for dialect in DIALECTS.values() if dialect.fits(sketch)), None)


__all__ = ["DIALECTS", "Dialect", "Overrides", "detect"]
