"""By what caches tell one release of the board from the next."""

from __future__ import annotations

from pathlib import Path

from jobs.views.release import fingerprint


def test_a_release_is_known_by_every_file_that_a_page_is_made_of(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    files = [*(root / "templates").rglob("*.*"), *(root / "static").rglob("*.*")]
    for suffix in sorted({file.suffix for file in files}):
        file = tmp_path / "templates" / f"one{suffix}"
        file.parent.mkdir(exist_ok=True)
        before = fingerprint(tmp_path)
        file.write_text("changed")
        assert fingerprint(tmp_path) != before, suffix
