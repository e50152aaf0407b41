"""Forms that stay open while imports, commands and other editors write the same row."""

from __future__ import annotations

from typing import Any, ClassVar

from jobs.admin.base import Form


class TouchedForm(Form):
    """Only what the editor changed is the editor's: every other field of `shared` keeps what is
    stored by the time it is saved, whatever the form showed when it was opened.
    """

    shared: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._shared():
            self.fields[name].show_hidden_initial = True

    def clean(self) -> None:
        super().clean()
        for name in self._shared().difference(self.changed_data):
            self.cleaned_data[name] = getattr(self.instance, name)

    def _shared(self) -> frozenset[str]:
        """None of a row that is not there yet."""
        return self.shared.intersection(self.fields) if self.instance.pk else frozenset()
