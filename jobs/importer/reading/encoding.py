"""In which encoding a document is written, and its text as UTF-8.

Only encodings of an allow list are read. UTF-7 and other stateful ones are refused: in them, text
that looks harmless to every check becomes markup.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from jobs.importer.records import Rejected

CHUNK = 128 * 1024  # bytes
HEAD = 4 * 1024  # bytes in which a declaration is looked for
UTF_16 = ("utf-16-le", "utf-16-be")
MULTIBYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", *UTF_16)
# Names as feeds write them, without case and signs, by the codec that reads them. Where a standard
# has a superset that everyone means by its name (WHATWG Encoding), the superset is used.
_NAMES = {
    "utf-8": "utf8 ascii usascii ansix341968 iso646us unicode11utf8",
    "utf-16-le": "utf16le",
    "utf-16-be": "utf16be",
    "utf-16": "utf16 ucs2 iso10646ucs2 unicode",
    "cp1252": "iso88591 latin1 l1 isolatin1 windows1252 cp1252 ansi",
    "iso8859-2": "iso88592 latin2 l2",
    "iso8859-3": "iso88593 latin3",
    "iso8859-4": "iso88594 latin4",
    "iso8859-5": "iso88595 cyrillic",
    "iso8859-6": "iso88596 arabic",
    "iso8859-7": "iso88597 greek",
    "iso8859-8": "iso88598 iso88598i hebrew",
    "cp1254": "iso88599 latin5 l5 windows1254 cp1254",
    "iso8859-10": "iso885910 latin6",
    "cp874": "iso885911 tis620 windows874 cp874",
    "iso8859-13": "iso885913 latin7",
    "iso8859-14": "iso885914 latin8",
    "iso8859-15": "iso885915 latin9",
    "iso8859-16": "iso885916 latin10",
    "cp1250": "windows1250 cp1250",
    "cp1251": "windows1251 cp1251",
    "cp1253": "windows1253 cp1253",
    "cp1255": "windows1255 cp1255",
    "cp1256": "windows1256 cp1256",
    "cp1257": "windows1257 cp1257",
    "cp1258": "windows1258 cp1258",
    "cp866": "ibm866 cp866",
    "koi8-r": "koi8r",
    "koi8-u": "koi8u",
    "gb18030": "gb18030 gb2312 gbk gb231280 cp936 windows936 ms936 xgbk",
    "big5hkscs": "big5 big5hkscs cnbig5 cp950 windows950",
    "cp932": "shiftjis sjis xsjis windows31j ms932 cp932",
    "euc_jp": "eucjp xeucjp",
    "cp949": "euckr ksc5601 ksc56011987 cp949 windows949",
}
_CODECS = {name: codec for codec, names in _NAMES.items() for name in names.split()}
_SIGNS = re.compile(r"[^a-z0-9]")
_DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']?\s*([\w.:+-]{1,60})")


def encoding_of(path: Path, charset: str = "") -> str:
    """The codec to read a document with, by its byte order mark, HTTP charset, declaration, UTF-8.

    A charset that is the name of no encoding tells nothing.
    When charset and declaration differ and one of them is UTF-8, the bytes decide: text of another
    encoding is hardly ever valid UTF-8. Raises Rejected for an encoding that is not allowed.
    """
    with path.open("rb") as document:
        head = document.read(HEAD)
    by_shape = _by_shape(head)
    if by_shape:
        return by_shape
    match = _DECLARED.search(head)
    stated = _stated(charset.strip(" \"'"))
    declared = match[1].decode("ascii") if match else ""
    # The bytes have shown that it is not UTF-16, whatever it is called.
    wanted = [_codec(name) for name in (stated, declared) if name]
    wanted = [name for name in wanted if not name.startswith("utf-16")] or ["utf-8"]
    if stated and len(wanted) == 1:
        wanted.append("utf-8")
    if len(set(wanted)) == 2 and "utf-8" in wanted:
        other = next(name for name in wanted if name != "utf-8")
        return "utf-8" if _is_utf_8(path) else other
    return wanted[0]


def decoded(path: Path, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text of a document in pieces, without its byte order mark. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    first = True
    with path.open("rb") as document:
        while True:
            chunk = document.read(CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            if text:
                yield text.removeprefix("\ufeff") if first else text
                first = False
            if not chunk:
                return


def utf_8_chunks(path: Path, encoding: str) -> Iterator[bytes]:
    """The document as UTF-8, unchecked if it says to be UTF-8. Raises UnicodeDecodeError."""
    if encoding != "utf-8":
        yield from (text.encode("utf-8") for text in decoded(path, encoding))
        return
    with path.open("rb") as document:
        while chunk := document.read(CHUNK):
            yield chunk


def _by_shape(head: bytes) -> str:
    """What the first bytes leave no doubt of."""
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")):
        raise _refused("UTF-32")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if head.startswith(codecs.BOM_UTF16_LE) or re.match(rb"(?:\s\0)*<\0[^\0]\0", head):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE) or re.match(rb"(?:\0\s)*\0<\0[^\0]", head):
        return "utf-16-be"
    return ""


def _stated(charset: str) -> str:
    """The charset of a header; empty when it is the name of no encoding ("utf8mb4", "none").

    One that exists and is not on the list stays, to be refused.
    """
    if _SIGNS.sub("", charset.lower()) in _CODECS:
        return charset
    try:
        codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    return charset


def _codec(name: str) -> str:
    codec = _CODECS.get(_SIGNS.sub("", name.lower()))
    if codec is None:
        raise _refused(name)
    return codec


def _refused(name: str) -> Rejected:
    return Rejected(
        "expected a feed in UTF-8, UTF-16, ISO-8859-1 to 16, windows-1250 to 1258 or 874, "
        f"KOI8-R or U, IBM866, GB18030, GBK, Big5, Shift_JIS, EUC-JP or EUC-KR, got {name[:60]!r}; "
        "ask the feed's owner for UTF-8"
    )


def _is_utf_8(path: Path) -> bool:
    try:
        for _text in decoded(path, "utf-8"):
            pass
    except UnicodeDecodeError:
        return False
    return True
