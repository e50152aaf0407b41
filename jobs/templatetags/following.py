"""A search and its jobs as those see them who follow it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django import template

from jobs.search.cards import Card
from jobs.search.stated import salary, where

register = template.Library()


@register.filter
def followed(here: str) -> str:
    """The end of the address of a whole search, from that of one page of it in some order."""
    pairs = [pair for pair in parse_qsl(here) if pair[0] not in ("page", "sort")]
    return f"?{urlencode(pairs)}" if pairs else ""


@register.filter
def facts(job: Card) -> list[str]:
    """The places and arrangement, pay, type and experience, as far as they are known."""
    terms = [term.label for term in (job.job_type, job.level) if term]
    return [fact for fact in (*where(job), salary(job), *terms) if fact]
