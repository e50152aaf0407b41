"""Files made to harm a decoder: each is refused with a reason, in bounded time and memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from jobs.importer.confinement import ROOT, environment
from jobs.importer.logos import decoder
from jobs.importer.logos.decoder import decoded
from jobs.importer.logos.picture import LARGEST, Refused
from tests.importer.logos.images import (
    chunk,
    disc,
    file_of,
    gif_of,
    png,
    with_chunk,
)

ZEROS = zlib.compress(bytes(200 * 2**20), 9)  # 200 MB in 200 KB


def large(width: int, height: int) -> bytes:
    """A PNG whose header claims this size."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    begin = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return begin + chunk(b"IDAT", ZEROS) + chunk(b"IEND", b"")


def ico_of(image: bytes) -> bytes:
    """An ICO that claims 64 x 64 and holds this image."""
    entry = bytes([64, 64, 0, 0, 1, 0, 32, 0]) + len(image).to_bytes(4, "little")
    return b"\0\0\1\0\1\0" + entry + (22).to_bytes(4, "little") + image


def webp_of(width: int, height: int) -> bytes:
    """A WebP whose header claims this size."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    inner = b"WEBPVP8X" + (10).to_bytes(4, "little") + bytes([2, 0, 0, 0]) + sizes
    return b"RIFF" + len(inner).to_bytes(4, "little") + inner


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "got an empty file"),
    "too many bytes": (lambda: png() + bytes(LARGEST), "at most 512 KB"),
    "text": (lambda: b"logo", "got something else"),
    "an HTML page": (lambda: b"\n<!DOCTYPE html><p>Not found", "got a page or a document"),
    "an SVG": (lambda: b'<svg onload="alert(1)"/>', "got SVG, which may hold scripts"),
    "an SVG in XML": (
        lambda: b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><SVG/>',
        "got SVG",
    ),
    "a TIFF": (lambda: file_of(disc(), "TIFF"), "got something else"),
    "a BMP": (lambda: file_of(disc().convert("RGB"), "BMP"), "got something else"),
    "EPS": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "got something else"),
    "a PNG cut short": (lambda: png()[:200], "got a broken one"),
    "a JPEG cut short": (
        lambda: file_of(disc().convert("RGB"), "JPEG")[:400],
        "got a broken one",
    ),
    "only the sign of a PNG": (lambda: b"\x89PNG\r\n\x1a\n", "got a broken one"),
    "only the sign of a GIF": (lambda: b"GIF89a", "got a broken one"),
    "only the sign of an ICO": (lambda: b"\0\0\1\0", "got a broken one"),
    "only the sign of a WebP": (lambda: b"RIFF\0\0\0\0WEBP", "got a broken one"),
    "a wrong sign": (lambda: b"GIF89a" + png(), "expected "),
    "a bomb that owns up to its size": (
        lambda: large(30_000, 30_000),
        "at most 4 megapixels, got 30000 x 30000",
    ),
    "a bomb that claims 2,000 x 2,000": (lambda: large(2_000, 2_000), "got a single colour"),
    "no pixels": (lambda: large(0, 64), "expected "),
    "an absurd size": (lambda: large(2**31 - 1, 2**31 - 1), "at most 4 megapixels"),
    "a WebP of 268 megapixels": (lambda: webp_of(16_384, 16_384), "expected "),
    "an ICO with a bomb in it": (lambda: ico_of(large(30_000, 30_000)), "got a broken one"),
    "a profile of 200 MB in 200 KB": (
        lambda: with_chunk(png(), b"iCCP", b"sRGB\0\0" + ZEROS),
        "got a broken one",
    ),
    "text of 200 MB in 200 KB": (
        lambda: with_chunk(png(), b"zTXt", b"Comment\0\0" + ZEROS),
        "got a broken one",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(name: str) -> None:
    make, reason = HOSTILE[name]
    data, began = make(), time.monotonic()

    with pytest.raises(Refused, match=reason) as caught:
        decoded(data)

    assert str(caught.value).startswith("expected ")
    assert time.monotonic() - began < 10  # the child's start among it, on a busy machine


def test_of_ten_thousand_frames_one_is_read() -> None:
    data = gif_of(10_000)
    assert len(data) > LARGEST
    with pytest.raises(Refused, match="at most 512 KB"):
        decoded(data)

    made = decoded(gif_of(LARGEST // len(gif_of(1)) // 2))

    assert (made.width, made.height) == (32, 32)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_what_hangs_on_an_image_is_not_carried_on(kind: str) -> None:
    payload = b"<script>alert(document.domain)</script><?php system($_GET[0]); ?>"
    made = decoded(file_of(disc(), kind) + payload)

    assert b"script" not in made.image
    assert b"php" not in made.image


@pytest.mark.parametrize("kind", ["PNG", "PNG of 16 bits", "JPEG", "WEBP"])
def test_the_largest_that_is_read_fits_the_limits(kind: str) -> None:
    image = Image.effect_noise((200, 200), 60).resize((2000, 2000)).convert("RGBA")
    deep = disc(2000, 2000).convert("I").point(lambda value: value * 256).convert("I;16")
    data = {
        "PNG": lambda: file_of(image.quantize(4).convert("RGBA"), optimize=True),
        "PNG of 16 bits": lambda: file_of(deep),
        "JPEG": lambda: file_of(image.convert("RGB"), "JPEG", quality=10, progressive=True),
        "WEBP": lambda: file_of(image, "WEBP", quality=1, method=0),
    }[kind]()

    assert decoded(data)[1:] == (128, 128)


def test_the_child_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@localhost/jobs")
    monkeypatch.setenv("SECRET_KEY", "secret")

    assert "secret" not in str(environment())


def test_the_child_loads_no_settings_and_only_the_readers_it_needs() -> None:
    code = (
        "import sys, jobs.importer.logos.worker;"
        "print(*sorted(name for name in sys.modules if name.endswith('ImagePlugin')));"
        "print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    plugins, django = done.stdout.splitlines()

    assert plugins.replace("PIL.", "").replace("ImagePlugin", "").split() == (
        ["Bmp", "Gif", "Ico", "Jpeg", "Png", "WebP"]  # an ICO may hold a BMP
    )
    assert django == "False"


def stand_in(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Has the child run this in place of its own code."""
    script = f"{tmp_path}/python"
    with open(script, "w") as file:
        file.write(f"#!{sys.executable}\n{code}")
    os.chmod(script, 0o700)
    monkeypatch.setattr(sys, "executable", script)


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(decoder, "SECONDS", 1)
    monkeypatch.setattr(decoder, "PATIENCE", 1)
    stand_in("import time; time.sleep(60)", monkeypatch, tmp_path)

    with pytest.raises(Refused, match="within 5 s of processor time"):
        decoded(png())


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGSEGV, "its reader survives, it ended with signal SIGSEGV"),
        (signal.SIGXCPU, "within 5 s of processor time"),
        (signal.SIGKILL, "within 5 s of processor time"),
    ],
)
def test_a_child_that_crashes_takes_one_logo_with_it(
    number: int, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    stand_in(f"import os; os.kill(os.getpid(), {int(number)})", monkeypatch, tmp_path)

    with pytest.raises(Refused, match=reason):
        decoded(png())


@pytest.mark.parametrize(
    "answer",
    [
        '{"width": 64, "height": 64}\\n<svg onload="alert(1)"/>',
        '{"width": 6400, "height": 64}\\nRIFF....WEBP',
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(
    answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    stand_in(f"print('{answer}', end='')", monkeypatch, tmp_path)

    with pytest.raises(RuntimeError, match="the maker of logos answered"):
        decoded(png())


def test_a_fault_of_our_own_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    stand_in("raise SystemExit('no such thing')", monkeypatch, tmp_path)

    with pytest.raises(RuntimeError, match="failed with exit code 1: no such thing"):
        decoded(png())
