"""Terms made many at once are those that would be made one by one."""

from __future__ import annotations

import pytest
from django.db import transaction

from jobs.models import Employer, Skill, SkillAlias
from jobs.models.term import Term, key_of

pytestmark = pytest.mark.django_db
SKILLS = ["JS", "Javascript", "A.B", "A B", "A-B", "a-b-2", "C", "C++", "C#", ".NET", "✨", "Go"]


def table(model: type[Term]) -> list[tuple[str, str, list[str]]]:
    rows = model.objects.prefetch_related("aliases").order_by("slug")
    return [(row.name, row.slug, sorted(one.key for one in row.aliases.all())) for row in rows]


def one_by_one(names: list[str]) -> list[tuple[str, str, list[str]]]:
    keys = {key_of(name): Skill.new(name) for name in names}
    with transaction.atomic():
        for key, new in sorted(keys.items()):
            if not Skill.objects.known([key]):
                Skill.objects.all()._create(key, new)
        made = table(Skill)
        transaction.set_rollback(True)
    return made


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    expected = one_by_one(SKILLS)

    Skill.named(SKILLS)

    assert table(Skill) == expected


def test_a_slug_that_is_taken_is_numbered_among_many() -> None:
    Employer.named(["A B"])

    Employer.named(["A.B", "A-B", "Other"])

    assert [row[1] for row in table(Employer)] == ["a-b", "a-b-2", "a-b-3", "other"]


def test_many_new_terms_leave_known_spellings_to_their_owner() -> None:
    owner = Skill.named(["Join Stitching"])["Join Stitching"]
    SkillAlias.objects.create(text="JS", term=owner)

    named = Skill.named(["JavaScript", "JS", "Knitting"])

    assert {name: term.name for name, term in named.items()} == {
        "JavaScript": "JavaScript",
        "JS": "Join Stitching",
        "Knitting": "Knitting",
    }


def test_many_new_terms_take_a_few_queries(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        Skill.named([f"Skill {number}" for number in range(200)])
