"""Images drawn for tests, and files that only claim to be images."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

RED, CLEAR = (200, 30, 60, 255), (0, 0, 0, 0)


def file_of(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    sink = io.BytesIO()
    image.save(sink, kind, **options)
    return sink.getvalue()


def disc(width: int = 64, height: int = 64, colour: Any = RED, ground: Any = CLEAR) -> Image.Image:
    """A disc that touches all four sides."""
    image = Image.new("RGBA", (width, height), ground)
    ImageDraw.Draw(image).ellipse((0, 0, width - 1, height - 1), fill=colour)
    return image


def png(width: int = 64, height: int = 64, colour: Any = RED) -> bytes:
    return file_of(disc(width, height, colour))


def seen(data: bytes) -> Image.Image:
    """The image as RGBA."""
    return Image.open(io.BytesIO(data)).convert("RGBA")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def with_chunk(image: bytes, kind: bytes, data: bytes) -> bytes:
    """A PNG with one chunk more, right after its header."""
    return image[:33] + chunk(kind, data) + image[33:]


def chunks_of(webp: bytes) -> list[bytes]:
    """The names of the chunks of a WebP."""
    names, at = [], 12
    while at < len(webp):
        names.append(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


def gif_of(frames: int) -> bytes:
    """A GIF of so many frames, every one of them 32 x 32."""
    first = file_of(disc(32, 32).convert("P"), "GIF")
    head = 13 + 3 * 2 ** ((first[10] & 7) + 1)
    return first[:head] + first[head:-1] * frames + b";"
