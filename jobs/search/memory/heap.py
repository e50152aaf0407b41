"""How the process keeps memory that it no longer needs. Only where the C library is glibc."""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE = 1 << 20  # bytes


def give_back() -> None:
    """What is free goes back to the system (a millisecond), and large arrays will do so at once.

    Left alone, glibc keeps ever larger pieces for later: with a million jobs, half as much again.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.malloc_trim(0)
