"""The board as gunicorn serves it, on the day of the audit."""

from __future__ import annotations

from jobboard.wsgi import application
from tests.audit import clock

__all__ = ["application"]

clock.stop()
