"""What an editor says of one feed, so that an odd feed needs no code. One rule a line:

title = jobname | details/name      the element (or attribute: @id, salary@currency) of a field
employer := Harbourline             a constant; {path} stands for that element's text
country ?= DE                       a default, where the feed says nothing
dates: day first                    or: month first
strip: apply through our portal     a text taken out of every value
record: vacancy                     the element that is one job
# a comment
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from urllib.parse import quote

from jobs.importer.dialects.look import LINKS, absolute, identified
from jobs.importer.records import RawJob, Record, folded

FIELDS = tuple(one.name for one in fields(RawJob))
_RULE = re.compile(r"(\w+)\s*(:=|\?=|=|:)\s*(.*)")
_HOLE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[^\W\d][\w.:-]*")
_ORDERS = {"day first": True, "month first": False}


@dataclass(frozen=True, slots=True)
class Overrides:
    """Rules for one feed. Paths are folded; `strip` is in the order of `stripped_in_order`."""

    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    strip: tuple[str, ...] = ()
    record: str = ""
    _fingerprint: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text = self.text()  # once: every record's hash asks for the fingerprint
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""
        object.__setattr__(self, "_fingerprint", digest)

    @classmethod
    def parse(cls, text: str) -> Overrides:
        """The rules an editor typed. ValueError tells every line that is none, one a line."""
        reader = _Reader()
        for number, line in enumerate(text.splitlines(), start=1):
            rule = line.strip()
            if rule and not rule.startswith("#"):
                reader.read(number, rule)
        if reader.problems:
            raise ValueError("\n".join(reader.problems))
        return cls(
            reader.elements,
            reader.defaults,
            reader.constants,
            reader.day_first,
            stripped_in_order(reader.strip),
            reader.record,
        )

    def text(self) -> str:
        """The rules in their canonical form, which `parse` reads back."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        if self.record:
            yield f"record: {self.record}"
        if self.day_first is not None:
            yield f"dates: {'day' if self.day_first else 'month'} first"
        for name in FIELDS:
            if name in self.elements:
                yield f"{name} = {' | '.join(self.elements[name])}"
            if name in self.defaults:
                yield f"{name} ?= {self.defaults[name]}"
            if name in self.constants:
                yield f"{name} := {self.constants[name]}".rstrip()
        for text in self.strip:
            yield f"strip: {text}"

    def fingerprint(self) -> str:
        """SHA-256 of the rules as hexadecimal digits; empty when there are none."""
        return self._fingerprint

    def apply(self, raw: RawJob, record: Record, base: str = "") -> RawJob:
        """The job with the rules applied; links that a rule reads are relative to `base`.

        An element that a rule names is the field's only source: where it is empty, so is the
        field, unless there is a default.
        """
        if not (self.elements or self.defaults or self.constants or self.strip):
            return raw
        values: dict[str, str] = {}
        for path, text in record.entries:
            if text:
                values.setdefault(path, text)
        facts = {name: getattr(raw, name) for name in FIELDS}
        for name, paths in self.elements.items():
            told = next((values[path] for path in paths if path in values), "")
            facts[name] = absolute(told, base) if told and name in LINKS else told
        if self.strip:
            facts = {name: self._without(text) for name, text in facts.items()}
        facts |= {name: text for name, text in self.defaults.items() if not facts[name]}
        facts |= {name: _filled(name, text, values) for name, text in self.constants.items()}
        return identified(replace(raw, **facts))

    def _without(self, text: str) -> str:
        bare = text
        for unwanted in self.strip:
            bare = bare.replace(unwanted, "")
        return bare.strip() if bare != text else text


def stripped_in_order(texts: list[str]) -> tuple[str, ...]:
    """Each text once, the longest first: a part of a longer text must not break it."""
    return tuple(sorted(set(texts), key=lambda text: (-len(text), text)))


class _Reader:
    """Collects the rules and what is wrong with them."""

    def __init__(self) -> None:
        self.elements: dict[str, tuple[str, ...]] = {}
        self.defaults: dict[str, str] = {}
        self.constants: dict[str, str] = {}
        self.strip: list[str] = []
        self.day_first: bool | None = None
        self.record = ""
        self.problems: list[str] = []
        self.seen: dict[tuple[str, str], int] = {}

    def read(self, number: int, rule: str) -> None:
        match = _RULE.fullmatch(rule)
        try:
            if not match:
                raise ValueError(f"expected `field = element` or another rule, got {rule[:100]!r}")
            name, sign, value = match[1].lower(), match[2], match[3].strip()
            self._only_once(number, name, sign)
            if sign == ":":
                self._word(name, value)
            elif name not in FIELDS:
                raise ValueError(f"expected a field, one of {', '.join(FIELDS)}; got {name!r}")
            else:
                self._field(name, sign, value)
        except ValueError as error:
            self.problems.append(f"line {number}: {error}")

    def _only_once(self, number: int, name: str, sign: str) -> None:
        if (name, sign) == ("strip", ":"):
            return
        first = self.seen.setdefault((name, sign), number)
        if first != number:
            raise ValueError(f"expected one `{name} {sign}`, got a second one after line {first}")

    def _word(self, name: str, value: str) -> None:
        words: dict[str, Callable[[str], None]] = {
            "dates": self._dates,
            "strip": self._strip,
            "record": self._record,
        }
        if name not in words:
            raise ValueError(f"expected `dates:`, `strip:` or `record:`, got `{name}:`")
        words[name](value)

    def _dates(self, value: str) -> None:
        order = " ".join(value.lower().split())
        if order not in _ORDERS:
            raise ValueError(f"expected `day first` or `month first`, got {value[:100]!r}")
        self.day_first = _ORDERS[order]

    def _strip(self, value: str) -> None:
        if not value:
            raise ValueError("expected a text behind `strip:`, got none")
        self.strip.append(value)

    def _record(self, value: str) -> None:
        if not _NAME.fullmatch(value):
            raise ValueError(f"expected the name of one element, got {value[:100]!r}")
        self.record = folded(value)

    def _field(self, name: str, sign: str, value: str) -> None:
        if sign == "=":
            self.elements[name] = tuple(dict.fromkeys(_path(one) for one in value.split("|")))
        elif sign == "?=":
            if not value:
                raise ValueError("expected a text behind `?=`, got none")
            self.defaults[name] = value
        else:
            self.constants[name] = _HOLE.sub(lambda hole: f"{{{_path(hole[1])}}}", value)


def _path(text: str) -> str:
    """`location/City` or `salary@currency` folded. ValueError for what is no path."""
    element, at, attribute = text.strip().partition("@")
    steps = element.split("/") if element or not at else []
    names = [*steps, attribute] if at else steps
    if not all(_NAME.fullmatch(name) and folded(name) for name in names):
        raise ValueError(
            f"expected an element such as job/title or @id, got {text.strip()[:100]!r}"
        )
    return "/".join(map(folded, steps)) + (f"@{folded(attribute)}" if at else "")


def _filled(name: str, template: str, values: Mapping[str, str]) -> str:
    """The constant with its holes filled; empty when the feed does not fill every hole."""
    paths = _HOLE.findall(template)
    if not all(values.get(path) for path in paths):
        return ""
    link = name in LINKS
    return _HOLE.sub(
        lambda hole: quote(values[hole[1]], safe="") if link else values[hole[1]], template
    )
