"""Skills, and the fixed words of a job: kind of employment, level, category, industry."""

from __future__ import annotations

import re
from typing import ClassVar

from django.db import models
from django.urls import reverse

from jobs.lib import skills, vocabulary
from jobs.models.local import word_label
from jobs.models.switches import Filterable, Reviewed
from jobs.models.term import NAME_LENGTH, Alias, NewTerm, Term, key_of

# Feeds of tags write "hive-keeping" for the hive keeping of others; "e-bike" is spelt so.
_TAG = re.compile(r"[^\W\d_A-Z-]{3,}(?:-(?:[^\W_A-Z-]{3,}|\d+))+")
PHRASE_WORDS, PHRASE_LENGTH = 4, 40  # what is longer is a sentence, not a skill to filter by


class Skill(Term, Filterable):
    def get_absolute_url(self) -> str:
        return reverse("skill", args=[self.slug])

    def other_names(self, number: int = 5) -> list[str]:
        """What else the skill is called: aliases that differ in more than signs and spaces."""
        names = self.aliases.values_list("text", flat=True)
        by_letters = {_letters(name): name for name in reversed(names)}
        by_letters.pop(_letters(self.name), None)
        return [*reversed(by_letters.values())][:number]

    @classmethod
    def new(cls, name: str) -> NewTerm:
        known = skills.known_skill(name)
        if known:
            return NewTerm(name=known[0], aliases=known[1])
        short = len(name.split()) <= PHRASE_WORDS and len(name) <= PHRASE_LENGTH
        aliases = (name, name.replace("-", " ")) if short and "-" in name else ()
        if _TAG.fullmatch(name):
            name = name.replace("-", " ")
        return NewTerm(name[:NAME_LENGTH], aliases=aliases, fields={"in_facets": short})


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", key_of(name)) or name


class SkillAlias(Alias):
    term = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")


class NewWord(Term, Reviewed):
    """Abstract. What imports make of a word that nobody knows waits for an editor."""

    class Meta(Term.Meta):
        abstract = True

    @classmethod
    def new(cls, name: str) -> NewTerm:
        return NewTerm(name=name[:NAME_LENGTH], fields={"reviewed": False})


class Category(NewWord, Filterable):
    class Meta(NewWord.Meta):
        verbose_name_plural = "categories"

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])


class CategoryAlias(Alias):
    term = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="aliases")


class Industry(NewWord, Filterable):
    class Meta(NewWord.Meta):
        verbose_name_plural = "industries"


class IndustryAlias(Alias):
    term = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="aliases")


class Word(NewWord):
    """Abstract. A term of an ordered list with known first words; unknown ones come after them."""

    kind: ClassVar[str]
    position = models.PositiveSmallIntegerField(default=99)

    class Meta(NewWord.Meta):
        abstract = True
        ordering = ["position", "name"]

    @property
    def label(self) -> str:
        return word_label(self.kind, self.slug, self.name)

    @classmethod
    def words(cls) -> tuple[vocabulary.Word, ...]:
        raise NotImplementedError

    @classmethod
    def new(cls, name: str) -> NewTerm:
        known = vocabulary.word(name, cls.words())
        if known is None:
            return super().new(name)
        fields = {"position": cls.words().index(known)}
        return NewTerm(known.name, known.slug, (known.name, known.slug, *known.aliases), fields)


class JobType(Word):
    """schema.org employmentType in the words of the address: full-time, part-time, contract ..."""

    kind = "job_type"

    @classmethod
    def words(cls) -> tuple[vocabulary.Word, ...]:
        return vocabulary.JOB_TYPES


class JobTypeAlias(Alias):
    term = models.ForeignKey(JobType, on_delete=models.CASCADE, related_name="aliases")


class Level(Word):
    kind = "level"

    @classmethod
    def words(cls) -> tuple[vocabulary.Word, ...]:
        return vocabulary.LEVELS


class LevelAlias(Alias):
    term = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="aliases")
