"""Feeds for partners: what a job is in the formats of others."""

from __future__ import annotations

from jobs.syndication.format import Channel, Format

FORMATS: dict[str, Format] = {}

__all__ = ["FORMATS", "Channel", "Format"]
