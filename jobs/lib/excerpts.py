"""The first words of a description that tell of this job: for previews, lists and feeds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from jobs.lib.html import to_text
from jobs.lib.html_blocks import HEADING_LENGTH
from jobs.lib.text import fold, shorten

READ = 8_000  # characters of a description that are looked at
_SHORTEST_SHARED = 25  # letters of a paragraph that is another's only by being copied
_MARKED = (("<li>", "\n\x01"), ("<h3>", "\n\x02"), ("<h4>", "\n\x02"), ("<p><strong>", "\n\x03"))
_MARKS = "".join(mark[1:] for _tag, mark in _MARKED)
_BULLET = re.compile(r"^(?:[-–—•·*▪●○■►✓✔]|\d{1,2}[.)])\s*")
_ENDS = (".", "!", "?", "…")
# What a heading about the employer says; "About the role" and "About you" are about the job.
_EMPLOYER = re.compile(
    r"(?:about (?!.*\b(?:role|job|position|opportunity|you|team|work|project)\b)|who we are"
    r"|(?:the |our )?company(?:$| \w+$)|our (?:story|mission|values|culture)|company (?:description"
    r"|overview|profile)|why (?:us|join|work)|uber (?:uns|(?!die (?:rolle|stelle))\w+)|wer wir sind"
    r"|wir (?:sind|uber uns)|das unternehmen|qui sommes|a propos (?:de nous|d)|l'entreprise"
    r"|sobre (?:nosotros|nos|la empresa)|quienes somos|quem somos|chi siamo|over ons|wie zijn wij"
    r"|om oss|about$)"
)
_LABEL = re.compile(r"^(?P<label>[^\W\d_][^:.!?]{1,28}):\s*(?P<said>.*)$")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_FACT = 80  # characters after a label that say a fact; what is longer is told in sentences
_FACTS = re.compile(
    r"(?:job |vacancy |role |position |contract |work |employment |pay |base |annual |total )*"
    r"(?:location|place|city|salary|pay|rate|compensation|wage|type|title|id|number|ref(?:erence)?"
    r"|skills|department|team|reports? to|reporting to|schedule|hours|shifts?|start(?: date)?"
    r"|duration|level|grade|industry|category|closing date|deadline|date|posted|company|employer"
    r"|client|openings|travel|cash|equity|(?:tech )?stack|technologies|experience|education"
    r"|languages?|benefits|standort|ort|arbeitsort|gehalt"
    r"|beginn|lieu|salaire|contrat|local(?: de trabalho)?|salario|ubicacion|plats|lon|plaats)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    item: bool = False
    heading: bool = False

    @property
    def key(self) -> str:
        return _letters(self.text)


def excerpt(html: str, others: Iterable[str], length: int, *, shown: Collection[str] = ()) -> str:
    """What the description says of its job, in one line of at most `length` characters.

    `html` and `others` are descriptions as `html.clean` returns them; what others, of the same
    employer, say as well is left out, and so are headings, what stands under "About us", and lines
    that are only a label with a fact, or what is `shown` beside (title, employer, places). Of a
    description that says nothing else, these are taken after all; "" only where there is no word.
    """
    lines = _lines(_begin(html))
    known = {key for text in shown if (key := _letters(text))}
    own = [line for line in lines if not line.heading and line.key and line.key not in known]
    telling = [told for line in own if (told := _without_label(line))]
    of_employer = _under_employer(lines)
    shared = {
        line.key
        for other in others
        for line in _lines(_begin(other))
        if len(line.key) >= _SHORTEST_SHARED
    }
    choices = (
        [one for one in telling if one.key not in shared and one.text not in of_employer],
        [one for one in telling if one.key not in shared],
        telling,
        own,
        list(lines),
    )
    chosen = next((choice for choice in choices if any(one.key for one in choice)), [])
    return shorten(_joined(chosen, length), length)


def _begin(html: str) -> str:
    """The beginning that is looked at, without half a tag at its end."""
    text = html[:READ]
    return text[: text.rfind("<")] if text.rfind("<") > text.rfind(">") else text


@lru_cache(maxsize=64)  # jobs of one employer are looked at one after the other
def _lines(html: str) -> tuple[_Line, ...]:
    for tag, mark in _MARKED:
        html = html.replace(tag, mark)
    lines = map(_line, to_text(html).split("\n"))
    return tuple(line for line in lines if line.text and not _ADDRESS.fullmatch(line.text))


def _line(text: str) -> _Line:
    marks = {character for character in text[:4] if character in _MARKS}
    bare = text.lstrip(_MARKS + " ")
    words = _BULLET.sub("", bare).lstrip(" )].,;:").rstrip()
    item = "\x01" in marks or words != bare
    short = len(words) <= HEADING_LENGTH
    plain = not words.endswith(_ENDS) or words.isupper() or _is_about_employer(words)
    heading = "\x02" in marks or words.endswith(":") or (short and plain and not item)
    return _Line(words, item, heading)


def _is_about_employer(heading: str) -> bool:
    return _EMPLOYER.match(fold(heading).strip(" :*-.")) is not None


def _under_employer(lines: Iterable[_Line]) -> set[str]:
    """The lines under a heading that announces words about the employer."""
    found: set[str] = set()
    under = False
    for line in lines:
        if line.heading:
            under = _is_about_employer(line.text)
        elif under:
            found.add((_without_label(line) or line).text)
    return found


def _without_label(line: _Line) -> _Line | None:
    """ "Overview: You bake." tells that you bake, "Location: Cork" nothing that is not shown."""
    found = _LABEL.match(line.text)
    if not found or not found["said"]:
        return line
    is_fact = _FACTS.fullmatch(fold(found["label"])) is not None
    in_sentences = found["said"].endswith(_ENDS)
    if is_fact and (len(found["said"]) <= _LONGEST_FACT or not in_sentences):
        return None
    if in_sentences and not line.item and found["said"][0].isalnum():
        return _Line(found["said"])
    return line


def _joined(lines: Iterable[_Line], length: int) -> str:
    text = ""
    for line in lines:
        if len(text) > length:
            break
        between = " " if text.endswith((*_ENDS, ":", ";", ",")) else "; " if line.item else ". "
        text = f"{text}{between}{line.text}" if text else line.text
    return text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
