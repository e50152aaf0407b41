"""What visitors send, as it was sent: judged later, and never refused by a form."""

from __future__ import annotations

from copy import copy
from typing import Any

import django_filters
from django import forms


class ValuesField(forms.Field):
    """The values of a key, each once, as they were sent. They are judged by the key's Choice."""

    widget = forms.MultipleHiddenInput

    def __deepcopy__(self, memo: dict[int, Any]) -> ValuesField:
        return self  # nothing in it changes: a form need not copy it for every visitor

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(text for text in dict.fromkeys(value or ()) if text.strip())


class WordsField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []  # Django's own refuses the whole search for one NUL

    def __deepcopy__(self, memo: dict[int, Any]) -> WordsField:
        return self


class WordsChoice(django_filters.Filter):
    """What was typed; `understanding` says what it means."""

    field_class = WordsField

    def __init__(self) -> None:
        super().__init__(required=False)

    def __deepcopy__(self, memo: dict[int, Any]) -> WordsChoice:
        return copy(self)
