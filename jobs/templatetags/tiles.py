"""The tiles that stand for employers without a logo."""

from __future__ import annotations

from zlib import crc32

from django import template

from jobs.lib.text import fold

register = template.Library()

TINTS = 6  # as many as the stylesheet has


@register.filter
def tint(name: str) -> int:
    """The number of an employer's tint, the same on every page and every day."""
    return crc32(fold(name).encode()) % TINTS
