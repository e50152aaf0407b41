"""The day on which the sample is looked at: what is new stays new, on every machine."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def stop() -> None:
    """This process lives at NOW from here on."""
    time_machine.travel(NOW, tick=True).start()
