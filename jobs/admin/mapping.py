"""What an editor says of new words of feeds: what each means, or that it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.html import format_html

from jobs.admin.base import counted, is_key
from jobs.admin.merge import undo_link
from jobs.curation import unmapped
from jobs.curation.reach import Refused

Word = tuple[str, int]  # the name of a model, and a primary key


def decide(request: HttpRequest) -> None:
    """Carries out a POST: `map` or `keep` names a word, as "level-12", or is empty and means those
    that were ticked. Raises PermissionDenied.
    """
    sent = request.POST
    carry_out, one = (_map, sent["map"]) if "map" in sent else (_keep, sent.get("keep", ""))
    words = _words([one] if one else sent.getlist("word"))
    if words:
        carry_out(request, words)
    else:
        messages.warning(request, "Tick the words that you mean first.")


def may(request: HttpRequest, what: str, kind: str) -> bool:
    return request.user.has_perm(f"jobs.{what}_{kind}")


def may_map(request: HttpRequest, kind: str) -> bool:
    """What is mapped is merged into another, and gone."""
    return may(request, "change", kind) and may(request, "delete", kind)


def _map(request: HttpRequest, words: Sequence[Word]) -> None:
    if not all(may_map(request, kind) for kind, _word in words):
        raise PermissionDenied
    user: Any = request.user
    for kind, pk in words:
        model = unmapped.KINDS[kind]
        word = model.objects.filter(pk=pk, reviewed=False).first()
        target = _words([f"{kind}-{request.POST.get(f'to-{kind}-{pk}', '')}"])
        if word is None:
            messages.warning(request, "Somebody has decided on one of these words before.")
            continue
        if not target:
            messages.warning(request, f"“{word}” was left: choose what it means.")
            continue
        try:
            done = unmapped.mean(model, pk, target[0][1], user=user.pk)
        except Refused as problem:
            messages.error(request, str(problem))
            continue
        moved, undo = counted(done.jobs, "job"), undo_link(done.merge)
        told = "“{}” means “{}” from now on: {} moved. {}"
        messages.success(request, format_html(told, word, done.survivor, moved, undo))


def _keep(request: HttpRequest, words: Sequence[Word]) -> None:
    if not all(may(request, "change", kind) for kind, _word in words):
        raise PermissionDenied
    user: Any = request.user
    kept = 0
    for kind in dict.fromkeys(kind for kind, _word in words):
        some = [pk for one, pk in words if one == kind]
        kept += unmapped.keep(unmapped.KINDS[kind], some, user=user.pk)
    messages.success(request, f"{counted(kept, 'word')} kept.")


def _words(given: Sequence[str]) -> list[Word]:
    """What a form names as kind and primary key; what is none is left out."""
    parts = [text.partition("-") for text in given]
    return [
        (kind, int(key)) for kind, _dash, key in parts if kind in unmapped.KINDS and is_key(key)
    ]
