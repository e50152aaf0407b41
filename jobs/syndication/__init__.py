"""Feeds for partners: what a job is in the formats of others."""

from __future__ import annotations

from jobs.syndication.format import Channel, Format
from jobs.syndication.indeed import indeed
from jobs.syndication.linkedin import linkedin
from jobs.syndication.yubhub import yubhub

FORMATS = {one.name: one for one in (yubhub, indeed, linkedin)}

__all__ = ["FORMATS", "Channel", "Format"]
