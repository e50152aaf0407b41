"""The operator's rule for files: where those lie that may be named without being at the machine.

Whoever runs a command there may have any file read: he could read it himself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SETTING = "FEED_FOLDERS"


@dataclass(frozen=True, slots=True)
class Folders:
    paths: tuple[Path, ...] = ()

    @classmethod
    def parse(cls, words: Iterable[str]) -> Folders:
        """Raises ValueError, saying what was expected and what came."""
        paths = tuple(map(Path, words))
        for path in paths:
            if not path.is_absolute() or "\0" in str(path):
                raise ValueError(f"expected full paths of folders, got {str(path)!r}")
        return cls(paths)

    def name(self, file: Path) -> bool:
        """Whether the path begins with one of them, wherever its links lead."""
        written = Path(os.path.normpath(file))
        return any(written.is_relative_to(os.path.normpath(path)) for path in self.paths)

    def hold(self, file: Path) -> bool:
        """Whether the file lies in one of them, once all links are followed."""
        try:
            real = file.resolve()
        except (OSError, RuntimeError, ValueError):  # links in a circle; no path at all
            return False
        return any(real.is_relative_to(path.resolve()) for path in self.paths)
