"""Reading XML: encoding, repair, a first look, the records. Knows neither dialects nor Django."""

from __future__ import annotations

from jobs.importer.reading.encoding import encoding_of
from jobs.importer.reading.reader import records
from jobs.importer.reading.repair import repair
from jobs.importer.reading.sketch import sketch

__all__ = ["encoding_of", "records", "repair", "sketch"]
