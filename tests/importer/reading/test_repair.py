"""Repair: what is mended and counted, what stays refused, and that nothing is invented."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.importer.reading import records, repair
from jobs.importer.reading.scanner import Scanner
from jobs.importer.records import NotWellFormed, Record, Rejected, Sketch
from tests.importer.reading.pieces import Write, broken, growth, read, repaired

AFTER = "text after the document"
JOBS = Sketch("jobs", "job")
BYTE = "byte that is not utf-8"


def job(inside: str) -> str:
    return f"<jobs><job>{inside}</job></jobs>"


def title(text: str) -> str:
    return job(f"<title>{text}</title>")


@pytest.mark.parametrize(
    ("document", "text", "counted"),
    [
        (title("R&D & more&"), "R&D & more&", {"bare &": 3}),
        (title("a?b=1&c=2&copy=3"), "a?b=1&c=2&copy=3", {"bare &": 2}),
        (
            title("a&nbsp;b &eacute;&LT;&unknown;"),
            "a\xa0b é<&unknown;",
            {"HTML entity": 3, "bare &": 1},
        ),
        (title("&amp;&lt;&#65;&#x42; &#X43;"), "&<AB C", {"HTML entity": 1}),
        (title("a&#0;b&#xD800;c&#1114112;d&#x1F;"), "abcd", {"illegal character reference": 4}),
        (title("a\x00b\x1fc\x0bd\ufffe"), "abc d", {"control character": 4}),
        (title("a ]]> b"), "a ]]> b", {"]]> in a text": 1}),
        (title("<![CDATA[a ]]> b ]]>"), "a  b", {"]]> in a text": 1}),
        (title("<![CDATA[R&D &nbsp;<x> \x01]]>"), "R&D &nbsp;<x>", {"control character": 1}),
        (title("under < 50 <3 a<b"), "under < 50 <3 a<b", {"bare <": 3}),
        (title("Ba<!-- a -- b --->ker"), "Baker", {"-- in a comment": 1}),
        ("\n \n<?xml version='1.0'?>" + title("x"), "x", {"white space before the declaration": 1}),
        ("Notice: <br/>\n<?xml version='1.0'?>" + title("x"), "x", {"text before the document": 1}),
        ("Hello " + title("x"), "x", {"text before the document": 1}),
        ("<?xml version='1.0'>" + title("x"), "x", {"damaged declaration": 1}),
        ("<?xml encoding='utf-8'?>" + title("x"), "x", {"damaged declaration": 1}),
        ("<?x&y?>" + title("<? ?>x"), "x", {"damaged processing instruction": 2}),
        ("<?x y?><?xml version='1.0'?>" + title("x"), "x", {"text before the document": 1}),
        (title("<?xml version='1.0'?>x"), "x", {"misplaced declaration": 1}),
        (title("x") + "</xml>", "x", {"text after the document": 1}),
        (title("x") + "\n<!-- cached -- now -->\nRevision", "x", {AFTER: 1, "-- in a comment": 1}),
        (title("x") + "<br/>\n<b>Notice</b>: x < y", "x", {AFTER: 1}),
        (title("x") + "<!-- unclosed", "x", {}),
    ],
)
def test_what_real_feeds_get_wrong_is_mended_and_counted(
    feed_file: Write, document: str, text: str, counted: dict[str, int]
) -> None:
    path = feed_file(document)

    found, repairs = repaired(path)

    assert [one.entries for one in found] == [(("title", text),)]
    assert repairs == counted
    assert sum(repairs.values()) == 0 or not read_strictly(path)


def read_strictly(path: Path) -> bool:
    try:
        read(path)
    except (NotWellFormed, Rejected):
        return False
    return True


@pytest.mark.parametrize(
    ("content", "charset", "text", "counted"),
    [
        ("Café – 10 €".encode("cp1252"), "", "Café – 10 €", {BYTE: 3}),
        (b"Caf\xe9 \x81 " + "Café".encode(), "", "Café \ufffd Café", {BYTE: 2}),
        (
            "\u3042".encode("euc-jp") + b"\xff",
            "euc-jp",
            "\u3042\ufffd",
            {"byte that is not euc_jp": 1},
        ),
    ],
)
def test_bytes_that_the_encoding_does_not_have_are_read_as_windows_1252(
    feed_file: Write, content: bytes, charset: str, text: str, counted: dict[str, int]
) -> None:
    found, repairs = repaired(feed_file(title("@").encode().replace(b"@", content)), charset)

    assert ([one.entries for one in found], repairs) == ([(("title", text),)], counted)


def test_attributes_are_mended_like_texts(feed_file: Write) -> None:
    document = job("<link href='https://x.example/?a=1&b=2&nbsp;<3&#0;' rel=\"R&amp;D\"/>")

    found, repairs = repaired(feed_file(document))

    assert found == [
        Record(
            (("link", ""), ("link@href", "https://x.example/?a=1&b=2\xa0<3"), ("link@rel", "R&D"))
        )
    ]
    assert repairs == {
        "bare &": 1,
        "HTML entity": 1,
        "bare <": 1,
        "illegal character reference": 1,
    }


@pytest.mark.parametrize(
    "document",
    [
        job("<title>x</title>") * 2,
        job("x") + "<br/><jobs/>",
        job("<title>x</titel>"),
        job("<description><p>a<br>b</p></description>"),
        job("<url>https://x.example/a>"),
        job("<a x=1/>"),
        job("<title>x</title") + ">",
        "<jobs><job><title>x</title></job>",
        "<jobs><job><title><![CDATA[x</title></job></jobs>",
        "<jobs><job><!-- x</job></jobs>",
        "</jobs>",
        "<",
        "&",
        "<jobs",
        "no < tags & at all",
    ],
)
def test_what_would_have_to_be_guessed_stays_refused(feed_file: Write, document: str) -> None:
    path = feed_file(document)
    target = path.with_suffix(".repaired")

    repair(path, "utf-8", target, Counter())

    with pytest.raises(NotWellFormed):
        list(records(path, "utf-8", JOBS, Counter()))
    with pytest.raises(NotWellFormed):
        list(records(target, "utf-8", JOBS, Counter()))


@pytest.mark.parametrize(
    "document", ["<!DOCTYPE jobs><jobs/>", "<!doctype jobs [<!ENTITY a 'b'>]>"]
)
def test_a_doctype_is_not_repaired(feed_file: Write, document: str) -> None:
    with pytest.raises(Rejected, match="without a DOCTYPE"):
        repaired(feed_file(document))


def test_lines_keep_their_numbers(feed_file: Write) -> None:
    document = "\n\nHello\n<?xml\nversion='1.0'?><!--\n\n--><jobs>\n<job>R&D</jop></jobs>"

    with pytest.raises(NotWellFormed) as raised:
        repaired(feed_file(document))

    assert raised.value.line == document.count("\n", 0, document.index("R&D")) + 1


WHOLE = (
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- R&D -->\n<jobs date="a&amp;b">\n<job id=\'1\'>'
    "<title>R&amp;D é 😀 &#233;&#x41;</title><description><![CDATA[<p>a & b ]] &nbsp;</p>]]>"
    "</description><?pi R&D?><a/><b c='>' d=\"<![CDATA[\"/></job>\n<job><title>x &gt; y ]] </title>"
    "</job></jobs>"
).replace('d="<![CDATA["', 'd="x"')


def test_a_whole_document_is_not_changed(feed_file: Write) -> None:
    path = feed_file(WHOLE)

    assert repaired(path) == (read(path)[0], {})


def test_a_document_cut_at_any_byte_stays_refused(feed_file: Write) -> None:
    content = WHOLE.encode()

    whole = [at for at in range(1, len(content)) if not refused(feed_file(content[:at]))]

    assert whole == []


def refused(path: Path) -> bool:
    try:
        return broken(path)
    except Rejected:  # not even the beginning of a document
        return True


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pieces_of_the_document_may_end_anywhere(size: int) -> None:
    document = WHOLE.replace("R&amp;D", "R&D &nbsp; ]]> a < b <!---->")
    document = document.replace("<a/>", "<a b='&c' />") + "<br/> junk"

    assert scanned(document, size) == scanned(document, len(document))


def scanned(document: str, size: int) -> tuple[str, Counter[str]]:
    sink, repairs = StringIO(), Counter[str]()
    scanner = Scanner(sink, repairs)
    for start in range(0, len(document), size):
        scanner.feed(document[start : start + size])
    scanner.finish()
    return sink.getvalue(), repairs


FRAGMENTS = st.sampled_from(
    "<jobs> </jobs> <job> </job> <title> </title> <title/> <job/> & &amp; &nbsp; &#0; < > ' \" "
    "<![CDATA[ ]]> <!-- --> -- <? ?> <?xml <br> </br> x= é \x00 </ <! text".split()
)


@given(st.one_of(st.lists(FRAGMENTS, max_size=14).map(" ".join), st.text(max_size=30)))
@example("<job><job/></job>")
def test_repair_never_makes_records_or_repairs_twice(document: str) -> None:
    with TemporaryDirectory() as folder:
        path, once, twice = (Path(folder, name) for name in ("a", "b", "c"))
        path.write_bytes(document.encode("utf-8", "surrogatepass"))
        repair(path, "utf-8", once, Counter())
        found = list_of(once)
        before = list_of(path)
        again = Counter[str]()
        repair(once, "utf-8", twice, again)

    assert before is None or found == before
    assert found is None or len(found) <= document.count("<job>") + document.count("<job/>")
    assert found is None or not again


def list_of(path: Path) -> list[Record] | None:
    try:
        return list(records(path, "utf-8", JOBS, Counter()))
    except NotWellFormed:
        return None


def test_repair_of_what_surrounds_records_costs_no_memory(feed_file: Write) -> None:
    filler = "x" * 300
    path = feed_file("<jobs>" + f"<a b='c'>R&D{filler}</a><!-- {filler} -->" * 60_000 + "</jobs>")

    grown, refused = growth(path, "repair")

    assert (grown < 20_000, refused) == (True, "")  # KB
