"""Texts that can be drawn, and those that must not be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.pictures.letters import OWN, font, legible
from tests.pictures.fonts import characters

HAS = characters(OWN.text)


@pytest.mark.parametrize(
    "text",
    [
        "Senior Engineer (m/w/d) – C++ / C#, 50% & more!",
        "Straßenbauer für Äpfel, Öl und Übung in Zürich",
        "Księgowa w Łodzi, ćwierć etatu; příliš žluťoučký kůň",
        "Öğretmen, İstanbul: ışık, çağ; Învățătoare în Iași",
        "Nhân viên kế toán tại Thành phố Hồ Chí Minh",
        "Ævintýramaður á Íslandi; Ærlig sjåfør på Østerbro",
        "Αρτοποιός στην Αθήνα με εμπειρία",
        "Инженер-программист, Київ: її ґанок; Београд: њушка",
        "USD 35 – 48 an hour, € 50 000, £ 9.50, ¥ 100, ₹ 5, ₽ 3, ₺ 8, ₪ 7",
        "“Quoted”, ‘single’, «angled», „unten“… • № 5 ½ ™ ® © × ≥",
    ],
)
def test_the_letters_of_europe_are_drawn_as_they_are(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🚀 Senior Engineer 🔥🔥", "Senior Engineer"),
        ("Nurse 👩🏽‍⚕️ (nights)", "Nurse (nights)"),
        ("Berater 🇩🇪 1️⃣", "Berater 1"),
        ("Cook ❤️ ★ Baker", "Cook ★ Baker"),
        ("Donau\u00addampf\u200bschiff\ufeff", "Donaudampfschiff"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("Zu\u0308rich", "Zürich"),
        ("two\n lines\tand\x00 more", "two lines and more"),
        ("icon \ue8b6 font", "icon font"),
    ],
)
def test_what_only_decorates_is_left_out(text: str, drawn: str) -> None:
    assert legible(text) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "シニアエンジニア",
        "高级工程师 (Senior)",
        "مهندس برمجيات",
        "מהנדס תוכנה",
        "सॉफ्टवेयर इंजीनियर",
        "วิศวกร",
        "Engineer (東京)",
        "\u0378 is nothing yet",
        "🚀",
        "…",
        " ",
        "",
    ],
)
def test_a_text_is_drawn_as_a_whole_or_not_at_all(text: str) -> None:
    assert legible(text) == ""


@given(st.text(max_size=60))
def test_nothing_is_drawn_that_the_font_has_not(text: str) -> None:
    drawn = legible(text)
    assert set(drawn) <= HAS
    assert drawn == " ".join(drawn.split())


@given(st.text(alphabet=sorted(HAS), max_size=60))
def test_no_letter_is_lost_and_drawing_twice_changes_nothing(text: str) -> None:
    drawn = legible(text)
    letters = [char for char in unicodedata.normalize("NFC", text) if char.isalnum()]

    assert [char for char in drawn if char.isalnum()] == letters
    assert legible(drawn) == drawn


def test_both_weights_have_the_same_letters() -> None:
    assert characters(OWN.title) == HAS
    assert len(HAS) > 1000
    assert font(OWN.text, 20).getname() == ("Inter", "Regular")
