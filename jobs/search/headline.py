"""A search in words, for headings and titles: "12 remote Python jobs in Canada".

Every language has its own order, so whole sentences are translated: what kind of jobs, and which of
them, are their two parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext, ngettext, pgettext

from jobs.search.called import either, located, small

BEFORE = ("level", "type", "arrangement")  # spoken in small letters
NAMES = ("category", "skill", "also")
SAID = 2  # values of a key that are spoken


def headline(
    total: int, words: str, labels: Mapping[str, Sequence[str]], *, around: bool = True
) -> str:
    """`labels`: what was chosen, by key. Three values of a key or more are left to the chips.

    `around`: the distance among them is one from every place.
    """
    chosen = {key: values for key, values in labels.items() if 0 < len(values) <= SAID}
    kinds = [small(either(chosen[key])) for key in BEFORE if key in chosen]
    kinds += [either(chosen[key]) for key in NAMES if key in chosen]
    which = " ".join(_which(words, chosen, around=around))
    said = _some(total, kinds, which) if total else _none(kinds, which)
    return said % {"total": intcomma(total), "kinds": _joined(kinds), "which": which}


def _which(words: str, chosen: Mapping[str, Sequence[str]], *, around: bool) -> list[str]:
    parts = []
    if words:
        parts.append(gettext("matching “%(words)s”") % {"words": words[:60]})
    if where := chosen.get("place") or chosen.get("country"):
        if around and "place" in chosen and "within" in chosen:
            near = gettext("%(distance)s of %(place)s")
            distance = small(chosen["within"][0])
            parts.append(near % {"distance": distance, "place": either(where)})
        else:
            parts.append(located(where))
    if "employer" in chosen:
        parts.append(gettext("at %(employer)s") % {"employer": either(chosen["employer"])})
    return parts


def _joined(kinds: Sequence[str]) -> str:
    # Translators: between two kinds of jobs, as in “senior full-time jobs”.
    between = pgettext("kinds of jobs", "%(one)s %(other)s")
    joined = "".join(kinds[:1])
    for kind in kinds[1:]:
        joined = between % {"one": joined, "other": kind}
    return joined


def _some(total: int, kinds: Sequence[str], which: str) -> str:
    if kinds and which:
        return ngettext(
            "%(total)s %(kinds)s job %(which)s", "%(total)s %(kinds)s jobs %(which)s", total
        )
    if kinds:
        return ngettext("%(total)s %(kinds)s job", "%(total)s %(kinds)s jobs", total)
    if which:
        return ngettext("%(total)s job %(which)s", "%(total)s jobs %(which)s", total)
    return ngettext("%(total)s job", "%(total)s jobs", total)


def _none(kinds: Sequence[str], which: str) -> str:
    if kinds and which:
        return gettext("No %(kinds)s jobs %(which)s")
    if kinds:
        return gettext("No %(kinds)s jobs")
    return gettext("No jobs %(which)s") if which else gettext("No jobs")
