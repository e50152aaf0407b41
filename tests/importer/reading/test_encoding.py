"""Which encoding a document is read in, and which ones are refused."""

from __future__ import annotations

import codecs
from time import process_time

import pytest

from jobs.importer.reading import encoding_of, sketch
from jobs.importer.reading.encoding import _CODECS
from jobs.importer.records import NotWellFormed, Rejected
from tests.importer.reading.pieces import Write, entries


def document(name: str = "", text: str = "Bäcker") -> str:
    declared = f'<?xml version="1.0" encoding="{name}"?>' if name else ""
    return f"{declared}<jobs><job><title>{text}</title></job></jobs>"


@pytest.mark.parametrize(
    ("content", "charset", "encoding"),
    [
        (document(), "", "utf-8"),
        (document("UTF-8"), "", "utf-8"),
        (document("iso-8859-1").encode("latin-1"), "", "cp1252"),
        (document("ISO-8859-15").encode("iso8859-15"), "", "iso8859-15"),
        (document("US-ASCII", "Baker"), "", "utf-8"),
        (codecs.BOM_UTF8 + document("iso-8859-1").encode(), "koi8-r", "utf-8"),
        (document("utf-16").encode("utf-16"), "iso-8859-1", "utf-16-le"),
        (codecs.BOM_UTF16_BE + document().encode("utf-16-be"), "", "utf-16-be"),
        (document("utf-16").encode("utf-16-le"), "", "utf-16-le"),
        (document("utf-16").encode("utf-16-be"), "", "utf-16-be"),
        # Called UTF-16, but every byte shows that it is not.
        (document("utf-16"), "", "utf-8"),
        (document("utf-16"), "utf-16", "utf-8"),
        # HTTP before the declaration, unless the bytes speak for UTF-8.
        (document("windows-1251").encode("koi8-r", "replace"), "koi8-r", "koi8-r"),
        (document("utf-8"), "iso-8859-1", "utf-8"),
        (document("utf-8").encode("latin-1"), "iso-8859-1", "cp1252"),
        (document("iso-8859-1").encode("latin-1"), "utf-8", "cp1252"),
        (document(), "iso-8859-1", "utf-8"),
        (document().encode("latin-1"), "iso-8859-1", "cp1252"),
        (b"", "", "utf-8"),
        (b"\n\n" + document("koi8-r").encode("koi8-r", "replace"), "", "koi8-r"),
    ],
)
def test_byte_order_mark_then_charset_then_declaration_decide(
    feed_file: Write, content: str | bytes, charset: str, encoding: str
) -> None:
    assert encoding_of(feed_file(content), charset) == encoding


@pytest.mark.parametrize(
    "name", ["UTF-7", "utf7", "unicode-1-1-utf-7", "UTF-32", "IBM037", "ISO-2022-JP", "HZ"]
)
def test_other_encodings_are_refused_with_a_list_of_those_that_are_read(
    feed_file: Write, name: str
) -> None:
    with pytest.raises(Rejected, match=f"expected a feed in UTF-8, .*got '{name}'"):
        encoding_of(feed_file(document(name, "Baker")))
    with pytest.raises(Rejected, match="expected a feed in UTF-8"):
        encoding_of(feed_file(document("utf-8", "Baker")), name)


def test_a_declaration_of_no_encoding_is_refused(feed_file: Write) -> None:
    with pytest.raises(Rejected, match=r"expected a feed in UTF-8, .*got 'none'"):
        encoding_of(feed_file(document("none", "Baker")))


@pytest.mark.parametrize("charset", ["utf8mb4", "none", "x y", "\0", "é"])
def test_a_charset_of_http_that_is_no_encoding_tells_nothing(
    feed_file: Write, charset: str
) -> None:
    assert encoding_of(feed_file(document()), charset) == "utf-8"
    latin = document("iso-8859-2").encode("iso8859-2")
    assert encoding_of(feed_file(latin), charset) == "iso8859-2"


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be", "utf-32"])
def test_utf_32_is_refused_by_its_first_bytes(feed_file: Write, codec: str) -> None:
    with pytest.raises(Rejected, match="UTF-32"):
        encoding_of(feed_file(document().encode(codec)))


def test_every_codec_of_the_list_exists_and_none_is_stateful_or_7_bit() -> None:
    assert {codec: codecs.lookup(codec).name for codec in _CODECS.values()}
    for codec in set(_CODECS.values()) - {"utf-16", "utf-16-le", "utf-16-be"}:
        assert b"<a>&+-~{".decode(codec) == "<a>&+-~{"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("utf-16", "Bäcker in Zürich – 100 €"),
        ("iso-8859-2", "Łódź"),
        ("iso-8859-5", "Пекарь"),
        ("iso-8859-9", "Fırıncı"),
        ("windows-1252", "Café – 10 €"),
        ("windows-1251", "Пекарь"),
        ("koi8-u", "Пекар"),
        ("gb2312", "面包师"),
        ("gb18030", "面包师"),
        ("big5", "麵包師"),
        ("shift_jis", "パン職人"),
        ("euc-jp", "パン職人"),
        ("euc-kr", "제빵사"),
    ],
)
def test_documents_in_encodings_of_the_world_are_read(
    feed_file: Write, name: str, text: str
) -> None:
    path = feed_file(document(name, text * 20_000).encode(name))

    assert entries(path) == [(("title", text * 20_000),)]


def test_bytes_that_the_declared_encoding_does_not_have_are_not_well_formed(
    feed_file: Write,
) -> None:
    path = feed_file(document("euc-jp", "\u3042").encode("euc-jp").replace(b"\xa4", b"\xff"))

    with pytest.raises(NotWellFormed, match="expected text in euc_jp, got the byte 0xff"):
        sketch(path, encoding_of(path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "got an empty document"),
        (" \n", "got an empty document"),
        ("jobs.xml", "got text: jobs.xml"),
        ('{"error": "not found"}', 'got JSON: {"error": "not found"}'),
        ("[]", "got JSON"),
        ("<!DOCTYPE html><title>Not  here &amp; gone</title>", "titled 'Not here & gone'"),
        ("<!-- cached --><html><body>Moved<br></body></html>", "got an HTML page;"),
        ("<p>Moved</p>", "got an HTML page;"),
        (b"\x1f\x8b\x08\0\0\0", "got a gzip archive"),
        (b"PK\x03\x04\x14\0", "got a ZIP archive"),
    ],
)
def test_what_is_served_instead_of_a_feed_is_named(
    feed_file: Write, content: str | bytes, message: str
) -> None:
    path = feed_file(content)

    with pytest.raises(Rejected, match="expected XML, got") as raised:
        sketch(path, encoding_of(path))
    assert message in str(raised.value)


@pytest.mark.parametrize("opener", ["<title>", "<title"])
def test_a_page_of_titles_without_end_is_named_in_no_time(feed_file: Write, opener: str) -> None:
    path = feed_file("<!doctype html>" + opener * 9_000)
    began = process_time()
    with pytest.raises(Rejected, match="got an HTML page;"):
        sketch(path, "utf-8")
    assert process_time() - began < 1
