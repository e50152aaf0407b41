"""Documents that attack: refused with a reason, nothing changed, nobody else asked or read."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.models import ImportRun, Job
from tests.importer.fetching.servers import Site, running
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = "expected a feed without a DOCTYPE"
UTF_7 = b"".join(
    (
        b'<?xml version="1.0" encoding="UTF-7"?>',
        b"+ADw-source+AD4-+ADw-job+AD4-+ADw-/job+AD4-+ADw-/source+AD4-",
    )
)


def whole(doctype: str, title: str) -> str:
    return yubhub(record("evil", Title=title)).replace("<source>", f"{doctype}<source>", 1)


ATTACKS: dict[str, tuple[str | bytes, str]] = {
    "external entity": (whole('<!DOCTYPE s [<!ENTITY x SYSTEM "{file}">]>', "&x;"), DOCTYPE),
    "external DTD": (whole('<!DOCTYPE s SYSTEM "{site}/evil.dtd">', "x"), DOCTYPE),
    "parameter entity": (whole('<!DOCTYPE s [<!ENTITY % x SYSTEM "{site}/">%x;]>', "x"), DOCTYPE),
    "billion laughs": (whole(f'<!DOCTYPE s [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"), DOCTYPE),
    "quadratic blow-up": (
        whole(f'<!DOCTYPE s [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 5_000),
        DOCTYPE,
    ),
    "deep nesting": (f"{HEAD}<source>{'<job>' * 100_000}", "expected at most 64 elements inside"),
    "siblings": (f"{HEAD}<source>{'<x/>' * 1_100_000}</source>", "expected at most 1,000,000"),
    "UTF-7": (UTF_7, "expected a feed in UTF-8"),
    "UTF-7 by the back door": (
        UTF_7.replace(b"UTF-7", b"unicode-1-1-utf-7"),
        "expected a feed in UTF-8",
    ),
    "gzip bomb": (
        gzip.compress(bytes(40 * 2**20)),
        "expected at most 100 bytes from one packed byte",
    ),
    "no text": (base64.b64decode("AAECAwQFBgc="), "expected"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_and_changes_nothing(
    import_document: Import, tmp_path: Path, name: str
) -> None:
    import_document(yubhub(record("good")))
    before = list(Job.objects.values())
    secret = tmp_path / "secret"
    secret.write_text("canary")
    document, reason = ATTACKS[name]

    with running(Site()) as site:
        if isinstance(document, str):
            document = document.replace("{file}", secret.as_uri()).replace("{site}", site.url)
        run = import_document(document)
        asked = site.connections

    assert (run.status, asked) == ("rejected", 0)
    assert run.message.startswith(reason)
    assert "canary" not in run.message
    assert list(Job.objects.values()) == before
