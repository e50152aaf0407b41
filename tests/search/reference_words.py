"""How the reference understands words: by looking at the words of one job after the other."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

from jobs.lib.words import bare_words, body_words, stem, words
from jobs.models import Category, Employer, Industry, Job, JobType, Level, Place, Skill
from jobs.search.query import ALL, FACTS, SKILLS, TITLE, Group, Phrase, parse
from jobs.search.synonyms import synonyms

TERMS = (Employer, Skill, Place, Category, Industry, JobType, Level)


class WordedJob:
    """A job with the words of its texts by strength: title, skills, other facts, description."""

    def __init__(self, job: Job) -> None:
        self.job = job
        terms = [job.employer, job.category, job.industry, job.job_type, job.level]
        facts = [term.name for term in terms if term]
        facts += [job.get_arrangement_display(), *(place.name for place in job.place_list)]
        self.texts = {
            TITLE: [words(job.title)],
            SKILLS: [words(skill.name) for skill in job.skill_list],
            FACTS: [words(name) for name in facts],
            ALL: [body_words(job.description)],
        }

    def strength(self, group: Group, known: set[str]) -> int | None:
        """The strongest place of one of the alternatives; None when the job has none of them."""
        found = [
            place
            for phrase in group.any_of
            for place, texts in self.texts.items()
            if place <= phrase.within and any(stands_in(phrase, text, known) for text in texts)
        ]
        found += [TITLE for phrase in group.any_of
                  if phrase.apart and set(phrase.words) <= set(self.texts[TITLE][0])]  # fmt: skip
        return min(found, default=None)

    def is_titled(self, typed: str, group: Group, known: set[str]) -> bool:
        """Whether the title has the word as it was typed, of one thing or of several."""
        if typed:
            one = typed.removesuffix("s")
            forms = {typed, typed + "s", typed + "es", one, one.removesuffix("e")}
            return not forms.isdisjoint(bare_words(self.job.title))
        return self.strength(Group(group.any_of[:1]), known) == TITLE


def stands_in(phrase: Phrase, column: list[str], known: set[str]) -> bool:
    """Whether its words stand next to each other; the last may be a beginning only.

    A beginning is also what a known word that begins so was stored as: "enginee" finds engineers.
    """
    *before, last = phrase.words
    ends = {stem(word) for word in known if word.startswith(last)} if phrase.prefix else {last}
    for start in range(len(column) - len(before)):
        end = column[start + len(before)]
        right = end in ends or (phrase.prefix and end.startswith(last))
        if right and column[start : start + len(before)] == before:
            return True
    return False


class Asked:
    """What was typed, and which jobs have it; `jobs` are all that are live."""

    def __init__(self, text: str, jobs: list[WordedJob]) -> None:
        self.query = parse(text, synonyms(text))
        self.jobs = {worded.job.pk: worded for worded in jobs}
        named = [term.name for kind in TERMS for term in kind.objects.all()]
        titles = Job.objects.values_list("title", flat=True)
        self.known = {bare for text in [*named, *titles] for bare in bare_words(text)}

    @cached_property
    def matching(self) -> set[int]:
        """The jobs with every word; where none has, those with some."""
        if self.some_words:
            return {pk for pk in self._allowed if self._number(pk)}
        return self._holding_all

    @cached_property
    def some_words(self) -> bool:
        return not self._holding_all and len(self.query.wanted) > 1

    @cached_property
    def _allowed(self) -> set[int]:
        unwanted = self.query.unwanted
        return {pk for pk in self.jobs if not any(self._strength(pk, one) for one in unwanted)}

    @cached_property
    def _holding_all(self) -> set[int]:
        return {pk for pk in self._allowed if self._number(pk) == len(self.query.wanted)}

    def _strength(self, pk: int, group: Group) -> int | None:
        return self.jobs[pk].strength(group, self.known)

    def _number(self, pk: int) -> int:
        """How many of the wanted words the job has."""
        return sum(self._strength(pk, group) is not None for group in self.query.wanted)

    def rank(self, pk: int) -> tuple[int, int]:
        """The smaller, the better: where the weakest of the words stands; what the title has.

        Where no job has all words, more of them come before fewer.
        """
        strengths = [self._strength(pk, group) for group in self.query.wanted]
        if self.some_words:
            return -self._number(pk), self._distance(pk)
        return max((one or ALL for one in strengths), default=TITLE), self._distance(pk)

    def _distance(self, pk: int) -> int:
        """How far the title is from having every word, each as it was typed."""
        query, job = self.query, self.jobs[pk]
        typed = sum(job.is_titled(word, group, self.known)
                    for word, group in zip(query.typed, query.wanted, strict=True))  # fmt: skip
        meant = sum(self._strength(pk, group) == TITLE for group in query.wanted)
        most = len(query.wanted)
        steps = [2 * (most - typed)] if typed else []
        steps += [2 * (most - meant) + 1] if meant else []
        return min(steps, default=2 * most)

    @cached_property
    def employers_named(self) -> set[int]:
        """The employers that the words name: they are what was looked for.

        Words name an employer when they have its whole name, or a word of it that no job has in its
        title, skills or places.
        """
        wanted = {
            word for group in self.query.wanted for phrase in group.any_of for word in phrase.words
        }
        everyday = set()
        for one in self.jobs.values():
            places = [words(place.name) for place in one.job.place_list]
            everyday |= set(chain(*one.texts[TITLE], *one.texts[SKILLS], *places))
        return {
            one.pk
            for one in Employer.objects.all()
            if (set(words(one.name)) & wanted) - everyday
            or (set(words(one.name)) & wanted and set(words(one.name)) <= wanted)
        }
