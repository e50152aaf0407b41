"""The child process that makes one logo: `python -m jobs.importer.logos.worker`, by `decoder`.

The bytes of an image come in. One line of JSON goes out: what was made, followed by its bytes, or
why nothing was.
"""

from __future__ import annotations

import json
import os
import sys
from typing import BinaryIO

from jobs.importer.confinement import MEMORY, confine, end_with
from jobs.importer.logos.picture import LARGEST, Refused, picture

SECONDS = 5  # of processor time; the largest image takes a tenth of it
MOST = 64 * 1024  # bytes of what goes out
SWOLLEN = f"expected an image that is read in {MEMORY} MB of memory, this one needs more"


def main(source: BinaryIO, sink: BinaryIO) -> None:
    end_with(os.getppid())
    confine(seconds=SECONDS, file_size=MOST)
    sink.write(_answer(source.read(LARGEST + 1)))
    sink.flush()


def _answer(data: bytes) -> bytes:
    try:
        made = picture(data)
    except Refused as problem:
        return json.dumps({"refused": str(problem)}).encode()
    except MemoryError:
        return json.dumps({"refused": SWOLLEN}).encode()
    return json.dumps({"width": made.width, "height": made.height}).encode() + b"\n" + made.image


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
