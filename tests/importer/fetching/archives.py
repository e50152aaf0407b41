"""Zip archives for tests."""

from __future__ import annotations

import io
import zipfile


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these names and contents."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, body in files:
            archive.writestr(name, body)
    return packed.getvalue()
