"""Words that found no job: counted by the day for editors, without who searched for them."""

from __future__ import annotations

import re
from functools import partial

from django.http import HttpRequest

from jobs.lib.text import fold, printable
from jobs.models import EmptySearch
from jobs.views.visitor import once_a_day

LONGEST = 100  # characters
# What may tell of a person or a secret: addresses of mail and pages, numbers of telephones, cards
# and accounts (seven digits, whatever stands between them), keys.
_PRIVATE = re.compile(r"@|://|\bwww\.|(?:\d[\W_]*){7}|\w{41}")


def note_empty(request: HttpRequest, words: str) -> None:
    """One search more for these words today, of this visitor the first."""
    if words := kept_words(words):
        once_a_day(request, f"search {words}", partial(EmptySearch.count_one, words))


def kept_words(words: str) -> str:
    """The words as they are counted: no case, no accents; empty when they are not to be kept."""
    folded = fold(printable(words))
    return "" if _PRIVATE.search(folded) else folded[:LONGEST].strip()
