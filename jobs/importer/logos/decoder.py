"""The parent's side of the child process that makes a logo: one process an image, so that what a
hostile one does to a decoder ends with it.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from tempfile import TemporaryFile

from jobs.importer.confinement import ROOT, environment
from jobs.importer.logos.picture import LONGEST, Picture, Refused
from jobs.importer.logos.worker import MOST, SECONDS

PATIENCE = 4  # times that, by the clock: a busy machine is no fault of the image
STALLED = f"expected an image that is read within {SECONDS} s of processor time, this needs more"
CRASHED = "expected an image that its reader survives, it ended with signal {0}"


def decoded(data: bytes) -> Picture:
    """The logo that these bytes hold, as `picture` makes it.

    Raises Refused, and OSError when there is no room for temporary files. RuntimeError is a fault
    of ours.
    """
    with TemporaryFile() as answer, TemporaryFile() as errors:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "jobs.importer.logos.worker"],
                input=data,
                stdout=answer,
                stderr=errors,
                cwd=ROOT,
                env=environment(),
                timeout=PATIENCE * SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Refused(STALLED) from None
        if done.returncode:
            errors.seek(0)
            raise _death(done.returncode, errors.read(MOST).decode(errors="replace").strip())
        answer.seek(0)
        return _picture(answer.read(MOST))


def _picture(answer: bytes) -> Picture:
    """Read with care: a decoder that was taken over would say what it likes."""
    head, _, image = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise Refused(str(told["refused"])[:400])
    made = Picture(image, int(told["width"]), int(told["height"]))
    sound = image[:4] == b"RIFF" and image[8:12] == b"WEBP"
    if not sound or not 1 <= made.width <= LONGEST or not 1 <= made.height <= LONGEST:
        raise RuntimeError(f"the maker of logos answered {answer[:100]!r}")
    return made


def _death(code: int, told: str) -> Exception:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Refused(STALLED)
    if code < 0:
        return Refused(CRASHED.format(signal.Signals(-code).name))
    return RuntimeError(f"the maker of logos failed with exit code {code}: {told[-4000:]}")
