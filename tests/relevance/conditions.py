"""Conditions on a job, short enough to stand in a table of judged queries.

`title:nurse and not place:leeds or skill:triage`: a field, then a regular expression that begins
where a word begins. Case and accents do not count. `and` binds stronger than `or`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from jobs.models import Job

Texts = Mapping[str, tuple[str, ...]]  # the folded texts of a job, by field
Condition = Callable[[Texts], bool]


def texts_of(job: Job) -> Texts:
    """What a person sees of a job; `any` is all of it."""
    fields = {
        "id": [job.external_id],
        "title": [job.title],
        "skill": [skill.name for skill in job.skill_list],
        "employer": [job.employer.name],
        "place": [place.name for place in job.place_list],
        "type": [job.job_type.name if job.job_type else ""],
        "level": [job.level.name if job.level else ""],
        "arrangement": [job.arrangement],
        "category": [job.category.name if job.category else ""],
        "body": [re.sub(r"<[^>]+>", " ", job.description)],
    }
    texts = {field: tuple(map(fold, values)) for field, values in fields.items()}
    return texts | {"any": tuple(text for values in texts.values() for text in values)}


def condition(written: str) -> Condition:
    """Raises KeyError or re.error when it cannot be read or asks for a field there is not."""
    ways = [[_one(part.strip()) for part in way.split(" and ")] for way in written.split(" or ")]
    return lambda texts: any(all(holds(texts) for holds in way) for way in ways)


def fold(text: str) -> str:
    """In small letters, without accents, with single spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(bare.replace("ł", "l").split())


FIELDS = set("id title skill employer place type level arrangement category body any".split())


def _one(written: str) -> Condition:
    sought = written.removeprefix("not ")
    field, _, pattern = sought.partition(":")
    if field not in FIELDS or not pattern:
        raise KeyError(f"expected FIELD:WORDS, got {written}")
    matches = re.compile(rf"(?<!\w)(?:{pattern})").search
    wanted = sought == written
    return lambda texts: any(map(matches, texts[field])) is wanted
