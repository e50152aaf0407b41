"""A search in words, for headings and titles: "12 remote Python jobs in Canada"."""

from __future__ import annotations

from collections.abc import Mapping

BEFORE = ("level", "type", "arrangement")  # spoken in small letters
NAMES = ("category", "skill")


def headline(total: int, words: str, labels: Mapping[str, str]) -> str:
    """`labels`: what was chosen, by key; of a key with several values, one is named."""
    parts = [f"{total:,}" if total else "No"]
    parts += [labels[key].lower() for key in BEFORE if key in labels]
    parts += [labels[key] for key in NAMES if key in labels]
    parts.append("job" if total == 1 else "jobs")
    if words:
        parts.append(f"matching \u201c{words[:60]}\u201d")
    if where := labels.get("place") or labels.get("country"):
        parts.append(f"in {where}")
    if "employer" in labels:
        parts.append(f"at {labels['employer']}")
    return " ".join(parts)
