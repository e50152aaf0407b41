"""The words of a search, marked where they stand in its results."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join

from jobs.models.skill import PHRASE_LENGTH
from jobs.search.marking import Marks
from jobs.search.memory.labels import Label
from jobs.search.query import FACTS, SKILLS, TITLE

register = template.Library()
STRENGTHS = {"title": TITLE, "skill": SKILLS, "fact": FACTS}


@register.simple_tag
def marked(text: str, marks: Marks | None, where: str) -> str:
    """The text with what `marks` finds in `where` (of STRENGTHS); as it is when there are none."""
    if not marks:
        return text
    pieces = marks.pieces(text, STRENGTHS[where])
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if hit else part,) for part, hit in pieces)
    )


@register.simple_tag
def first_skills(skills: Sequence[Label], marks: Marks | None, number: int) -> list[Label]:
    """So many skills, those that were looked for first; sentences have room on the job's page."""
    wanted = [skill for skill in skills if marks and marks.wants(skill.slug, skill.name)]
    others = [skill for skill in skills if len(skill.name) <= PHRASE_LENGTH]
    return [*wanted, *(skill for skill in others if skill not in wanted)][:number]
