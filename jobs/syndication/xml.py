"""Elements of XML as text: well-formed whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from jobs.lib.text import fit_for_xml

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTENT_TYPE = "application/xml; charset=utf-8"


def element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>\n"


def cdata(name: str, text: str) -> str:
    """The text as it is, for readers who know no escapes."""
    return f"<{name}><![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>\n"


def filled(facts: Iterable[tuple[str, str]]) -> str:
    """An element in CDATA for every fact that is known."""
    return "".join(cdata(name, text) for name, text in facts if text)


def around(name: str, elements: str) -> str:
    """Elements inside another; without any, nothing."""
    return f"<{name}>\n{elements}</{name}>\n" if elements else ""


def encoded(text: str) -> bytes:
    """In UTF-8, without the characters that no XML may have."""
    return fit_for_xml(text).encode()


def moment(when: datetime) -> str:
    """As RFC 1123 has it: "Thu, 11 Sep 2014 19:39:59 GMT"."""
    return format_datetime(when.astimezone(UTC), usegmt=True)
