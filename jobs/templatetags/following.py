"""How a job is told where no stylesheet is: in a feed reader."""

from __future__ import annotations

from django import template

from jobs.search.cards import Card
from jobs.templatetags.board import salary, where

register = template.Library()


@register.filter
def facts(job: Card) -> list[str]:
    """The places and arrangement, pay, type and experience, as far as they are known."""
    terms = [term.name for term in (job.job_type, job.level) if term]
    return [fact for fact in (*where(job), salary(job), *terms) if fact]
