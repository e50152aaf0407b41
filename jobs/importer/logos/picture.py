"""What a logo is made of: bytes of an image by a stranger in, a small WebP of our own out.

Pillow reads hostile bytes here, so the process that calls this is the child of `decoder`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast

from PIL import (
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

LARGEST = 512 * 1024  # bytes of what is read
PIXELS = 4_000_000
SMALLEST = 16  # pixels of either side
LONGEST = 128  # pixels of the longer side of what is made: sharp at 64 CSS pixels
RATIO = 6  # times as long as wide: a longer line of letters is a smear in a square
AIM = 4096  # bytes of what is made
FAINT = 24  # of 255: what differs less from its ground is not seen
LIGHT, DARK = (255, 255, 255), (32, 38, 36)  # the grounds logos are shown on
MARGIN = 8  # pixels around a light logo on its dark square

Reader = Callable[[io.BytesIO], Image.Image]
# Each by its own class: `Image.open` would try, and load, every format that Pillow has.
READERS: tuple[tuple[bytes, bytes, Reader], ...] = (  # how a file begins, what stands at byte 8
    (b"\x89PNG\r\n\x1a\n", b"", PngImagePlugin.PngImageFile),
    (b"\xff\xd8\xff", b"", JpegImagePlugin.JpegImageFile),
    (b"RIFF", b"WEBP", WebPImagePlugin.WebPImageFile),
    (b"GIF8", b"", GifImagePlugin.GifImageFile),
    (b"\0\0\1\0", b"", IcoImagePlugin.IcoImageFile),
)
EXPECTED = "expected an image in PNG, JPEG, WebP, GIF or ICO"

Image.MAX_IMAGE_PIXELS = PIXELS  # also for the images inside an ICO
warnings.simplefilter("error", Image.DecompressionBombWarning)


class Refused(Exception):
    """These bytes make no logo; the text says what was expected and what came."""


class Picture(NamedTuple):
    image: bytes  # WebP without metadata
    width: int  # pixels
    height: int


def picture(data: bytes) -> Picture:
    """The logo, at most 128 pixels long, without empty margins, animation, metadata or profile.

    Raises Refused for everything that is no image, too large, too small, too long, or shows
    nothing, and MemoryError.
    """
    if not data:
        raise Refused(f"{EXPECTED}, got an empty file")
    if len(data) > LARGEST:
        raise Refused(f"expected at most {LARGEST // 1024} KB, the file is larger")
    image = _shaped(_decoded(data))
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    image = _seen(image)
    return Picture(_encoded(image), *image.size)


def _decoded(data: bytes) -> Image.Image:
    """The first frame as RGBA, turned as its EXIF says."""
    reader = _reader(data)
    try:
        with warnings.catch_warnings(), reader(io.BytesIO(data)) as image:
            warnings.filterwarnings("ignore", category=UserWarning)  # broken metadata is dropped
            _check_size(image)
            image.load()
            return _rgba(ImageOps.exif_transpose(image))
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # Whatever Pillow stumbles over, and that is every kind of error, is in these bytes.
        told = str(error)[:200] or type(error).__name__
        raise Refused(f"expected a sound image, got a broken one ({told})") from error


def _reader(data: bytes) -> Reader:
    for begin, at_eight, reader in READERS:
        if data.startswith(begin) and data[8:].startswith(at_eight):
            return reader
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head.startswith(b"<"):
        raise Refused(f"{EXPECTED}, got something else")
    kind = "SVG, which may hold scripts" if b"<svg" in head else "a page or a document"
    raise Refused(f"{EXPECTED}, got {kind}")


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > PIXELS:
        raise Refused(f"expected at most {PIXELS // 10**6} megapixels, got {width} x {height}")
    if min(width, height) < SMALLEST:
        raise Refused(f"expected at least {SMALLEST} pixels each way, got {width} x {height}")


def _rgba(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut instead of scaling
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "CMYK":
        image = image.convert("RGB")
    return image.convert("RGBA")


def _shaped(image: Image.Image) -> Image.Image:
    """Without the empty margins. Raises Refused for a shape that is none for a logo."""
    box = image.getchannel("A").point(lambda value: value if value > FAINT else 0).getbbox()
    if box is None:
        raise Refused("expected an image that shows something, got a transparent one")
    image = image.crop(box)
    _check_size(image)
    width, height = image.size
    if max(width, height) > RATIO * min(width, height):
        raise Refused(f"expected at most {RATIO} times as long as wide, got {width} x {height}")
    return image


def _seen(image: Image.Image) -> Image.Image:
    """As it is where it is seen on the light ground of a tile, or on a dark ground of its own."""
    ground = LIGHT
    if _is_light(image):
        inner = LONGEST - 2 * MARGIN
        image.thumbnail((inner, inner), Image.Resampling.LANCZOS)
        image, ground = _on(image, DARK, (max(image.size) + 2 * MARGIN,) * 2), DARK
    on_ground = _on(image, ground, image.size).convert("RGB")
    shown = cast(Sequence[tuple[int, int]], on_ground.getextrema())
    if max(high - low for low, high in shown) < FAINT:
        raise Refused("expected an image that shows something, got a single colour")
    return image


def _is_light(image: Image.Image) -> bool:
    """Whether it is made for a dark page: nearly white signs, with nothing around them."""
    mask = image.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    shades = image.convert("L").histogram(mask)
    inked, light = sum(shades), sum(shades[-FAINT:])
    return inked < 0.75 * image.width * image.height and light > 0.6 * inked


def _on(image: Image.Image, colour: tuple[int, int, int], size: tuple[int, int]) -> Image.Image:
    """The image in the middle of a ground of this size."""
    ground = Image.new("RGBA", size, (*colour, 255))
    ground.alpha_composite(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return ground


def _encoded(image: Image.Image) -> bytes:
    """The smaller of without and with loss; with more loss where neither is small."""
    opaque = image.getchannel("A").getextrema() == (255, 255)
    image = image.convert("RGB") if opaque else image
    best = min(_webp(image, lossless=True), _webp(image, quality=80), key=len)
    return best if len(best) <= AIM else min(best, _webp(image, quality=50), key=len)


def _webp(image: Image.Image, **way: Any) -> bytes:
    sink = io.BytesIO()
    image.save(sink, "WEBP", method=5, **way)
    return sink.getvalue()
