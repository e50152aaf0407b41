"""What a logo is made of: by content, small, without anything but its pixels."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from jobs.importer.logos.picture import DARK, Refused, picture
from tests.importer.logos.images import (
    CLEAR,
    RED,
    chunks_of,
    disc,
    file_of,
    png,
    seen,
)

NEAR = 12  # of 255: loss


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def colours(image: Image.Image, *spots: tuple[int, int]) -> list[tuple[int, ...]]:
    return [tuple(image.getpixel(spot)) for spot in spots]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "ICO"])
def test_each_kind_is_known_by_its_content_and_keeps_its_transparency(kind: str) -> None:
    made = picture(file_of(disc(), kind))
    middle, corner = colours(seen(made.image), (32, 32), (0, 0))

    assert (made.width, made.height) == (64, 64)
    assert alike(middle, RED)
    assert corner[3] == 0


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_is_read_in_every_space_of_colours(mode: str) -> None:
    image = disc(ground=(255, 255, 255, 255)).convert("RGB").convert(mode)
    made = picture(file_of(image, "JPEG", quality=95))
    [middle] = colours(seen(made.image), (32, 32))

    assert alike(middle, tuple(image.convert("RGBA").getpixel((32, 32))))  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_is_read_in_every_mode(mode: str) -> None:
    if mode == "I;16":
        halves = (1_000).to_bytes(2, "little"), (65_000).to_bytes(2, "little")
        image = Image.frombytes(mode, (64, 64), b"".join(half * 64 * 32 for half in halves))
    else:
        image = Image.new("L", (64, 64), 254).convert(mode)
        image.paste(Image.new("L", (64, 32), 3).convert(mode), (0, 0))
    upper, lower = colours(seen(picture(file_of(image)).image), (32, 8), (32, 56))

    assert alike(upper, (3, 3, 3, 255))
    assert alike(lower, (254, 254, 254, 255))


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ((1000, 500), (128, 64)),
        ((500, 1000), (64, 128)),
        ((128, 128), (128, 128)),
        ((16, 16), (16, 16)),
        ((96, 16), (96, 16)),
        ((2000, 2000), (128, 128)),
    ],
)
def test_a_logo_is_made_to_fit_and_never_enlarged(
    given: tuple[int, int], made: tuple[int, int]
) -> None:
    assert picture(png(*given))[1:] == made


def test_empty_margins_are_cut_off() -> None:
    image = Image.new("RGBA", (300, 200), CLEAR)
    image.paste(disc(40, 30), (100, 90))

    assert picture(file_of(image))[1:] == (40, 30)


def test_a_photograph_stays_small() -> None:
    noise = Image.effect_noise((900, 900), 90).convert("RGB")

    assert len(picture(file_of(noise, "JPEG", quality=50)).image) < 8_192


def test_a_drawing_takes_less_than_two_kilobytes_and_equals_itself() -> None:
    first, again = picture(png(512, 512)), picture(png(512, 512))

    assert first == again
    assert len(first.image) < 2_048


def test_the_exif_orientation_is_applied() -> None:
    image = Image.new("RGB", (60, 30), "white")
    image.paste("red", (0, 0, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter to the left: to be turned to the right
    made = picture(file_of(image, "JPEG", exif=exif, quality=95, subsampling=0))
    upper, lower = colours(seen(made.image), (15, 10), (15, 50))

    assert made[1:] == (30, 60)
    assert alike(upper[:3], (254, 0, 0))
    assert alike(lower[:3], (255, 255, 255))


def test_metadata_and_profiles_are_dropped() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "<script>alert(1)</script>")
    told.add_text("XML:com.adobe.xmp", "<x:xmpmeta>secret</x:xmpmeta>")
    exif = Image.Exif()
    exif[0x010E] = "secret"
    data = file_of(disc(), pnginfo=told, exif=exif, icc_profile=b"secret profile")
    made = picture(data).image

    assert set(chunks_of(made)) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
    assert b"secret" not in made
    assert b"script" not in made


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_taken(kind: str) -> None:
    frames = [disc(), disc(colour=(0, 0, 255, 255)), disc(colour=(0, 255, 0, 255))]
    data = file_of(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
    made = picture(data).image

    assert b"ANIM" not in chunks_of(made)
    assert alike(colours(seen(made), (32, 32))[0], RED)


def test_white_signs_on_nothing_get_a_dark_square() -> None:
    image = Image.new("RGBA", (400, 100), CLEAR)
    ImageDraw.Draw(image).text((0, 0), "Harbour", fill="white", font_size=70)
    made = seen(picture(file_of(image)).image)

    assert made.size == (128, 128)
    assert alike(colours(made, (0, 0))[0], (*DARK, 255))
    assert max(made.convert("L").getextrema()) > 200  # type: ignore[type-var]


def test_a_white_sign_with_rounded_corners_keeps_its_own_ground() -> None:
    image = Image.new("RGBA", (100, 100), CLEAR)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 99, 99), 20, fill="white")
    draw.rectangle((40, 40, 60, 60), fill="red")

    assert colours(seen(picture(file_of(image)).image), (0, 0))[0][3] == 0


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (Image.new("RGBA", (50, 50), CLEAR), "got a transparent one"),
        (Image.new("RGBA", (50, 50), (255, 0, 0, 9)), "got a transparent one"),
        (Image.new("RGB", (50, 50), "red"), "got a single colour"),
        (Image.new("RGB", (50, 50), "white"), "got a single colour"),
        (Image.new("RGB", (1, 1), "red"), "expected at least 16 pixels each way, got 1 x 1"),
        (disc(15, 60), "expected at least 16 pixels each way, got 15 x 60"),
        (disc(112, 16), "expected at most 6 times as long as wide, got 112 x 16"),
        (disc(16, 112), "expected at most 6 times as long as wide, got 16 x 112"),
        (Image.new("1", (2001, 2000)), "expected at most 4 megapixels, got 2001 x 2000"),
    ],
)
def test_what_shows_nothing_or_does_not_fit_is_no_logo(image: Image.Image, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        picture(file_of(image))


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=300), st.integers(0, 400), st.sampled_from(["PNG", "GIF", "ICO", "WEBP"]))
def test_no_bytes_raise_anything_but_refused(noise: bytes, at: int, kind: str) -> None:
    sound = file_of(disc(24, 24), kind)
    for data in (noise, sound[:at] + noise, sound[:at] + noise + sound[at + len(noise) :]):
        try:
            made = picture(data).image
        except Refused:
            continue
        assert Image.open(io.BytesIO(made)).format == "WEBP"
