"""The texts of the code and of the templates, and the catalogues of their translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LANGUAGES = sorted(code for code, _name in settings.LANGUAGES if not code.startswith("en"))
# Headers that say nothing, or another version of the tool.
_NOBODY = re.compile(
    rb'^"(?:Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By): .*\n', re.MULTILINE
)
_NAMED = re.compile(r"%\((\w+)\)[sd]")


def sources() -> Iterator[Path]:
    """Whatever a visitor may read; the admin stays English."""
    for folder in ("jobboard", "jobs", "templates"):
        for file in sorted((ROOT / folder).rglob("*")):
            if (
                file.suffix in (".py", ".html", ".xml", ".txt", ".svg")
                and "admin" not in file.parts
            ):
                yield file


def texts() -> Catalog:
    """Every text that is marked for translation, with where it stands and what is said of it."""
    found = Catalog(fuzzy=False)
    for file in sources():
        code = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            if "{%" not in code:
                continue
            # Python for the eyes of the extractor, whose indents would mean nothing.
            code = "\n".join(line.strip() for line in templatize(code).splitlines())
        where = file.relative_to(ROOT).as_posix()
        rows = extract("python", BytesIO(code.encode()), FUNCTIONS, comment_tags=["Translators:"])
        for _line, text, comments, context in rows:
            found.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def po(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The stored translations of the texts there are now; new ones are empty."""
    catalog, template = stored(language), texts()
    template.creation_date = catalog.creation_date  # a date would change with every run
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def write(language: str, catalog: Catalog) -> None:
    text, binary = BytesIO(), BytesIO()
    write_po(text, catalog, width=100, include_lineno=False, sort_by_file=True)
    po(language).write_bytes(_NOBODY.sub(b"", text.getvalue()))
    write_mo(binary, catalog)
    po(language).with_suffix(".mo").write_bytes(binary.getvalue())


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text, or a text in singular and plural; a plural that was never written is empty."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def placeholders(text: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(text))
