"""A search in words, for headings and titles: "12 remote Python jobs in Canada"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BEFORE = ("level", "type", "arrangement")  # spoken in small letters
NAMES = ("category", "skill", "also")
WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Isle of ")
SAID = 2  # values of a key that are spoken


def headline(
    total: int, words: str, labels: Mapping[str, Sequence[str]], *, around: bool = True
) -> str:
    """`labels`: what was chosen, by key. Three values of a key or more are left to the chips.

    `around`: the distance among them is one from every place.
    """
    said = {key: " or ".join(values) for key, values in labels.items() if 0 < len(values) <= SAID}
    parts = [f"{total:,}" if total else "No"]
    parts += [said[key].lower() for key in BEFORE if key in said]
    parts += [said[key] for key in NAMES if key in said]
    parts.append("job" if total == 1 else "jobs")
    if words:
        parts.append(f"matching \u201c{words[:60]}\u201d")
    if where := said.get("place") or said.get("country"):
        near = around and "place" in said and "within" in said
        which = f"{said['within'].lower()} of" if near else "in"
        parts.append(f"{which} {'the ' if where.startswith(WITH_ARTICLE) else ''}{where}")
    if "employer" in said:
        parts.append(f"at {said['employer']}")
    return " ".join(parts)
