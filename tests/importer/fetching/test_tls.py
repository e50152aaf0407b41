"""HTTPS: certificates are verified, and a drip through TLS is a drip."""

from __future__ import annotations

import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import urllib3

from jobs.importer.fetching import Allowed
from jobs.importer.records import FeedProblem, Rejected, Unreachable
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import BODY, Site, dripping, head, running, secured

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make keys with")
Secure = Callable[..., AbstractContextManager[Site]]


REQUEST = "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
SIGN = "openssl x509 -req -extfile extensions"
# What the strict checks of newer Pythons want to see in a certificate that vouches for itself.
EXTENSIONS = """basicConstraints=critical,CA:TRUE
keyUsage=critical,digitalSignature,keyCertSign
subjectKeyIdentifier=hash
subjectAltName={host}
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Self-signed certificates for this machine, for a stranger, and one that has expired."""
    folder = tmp_path_factory.mktemp("certificates")
    for name, host, days in [
        ("right", "IP:127.0.0.1", 30),
        ("stranger", "DNS:feeds.example", 30),
        ("expired", "IP:127.0.0.1", -1),
    ]:
        (folder / "extensions").write_text(EXTENSIONS.format(host=host))
        for command in (
            f"{REQUEST} -keyout {name}.key -out {name}.csr -subj /CN={name}",
            f"{SIGN} -in {name}.csr -signkey {name}.key -out {name}.pem -days {days}",
        ):
            subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def secure(certificates: Path, monkeypatch: pytest.MonkeyPatch) -> Secure:
    """A site with one of the certificates, which this test trusts unless it says otherwise."""

    @contextmanager
    def make(name: str = "right", *, trusted: bool = True) -> Iterator[Site]:
        certificate = str(certificates / f"{name}.pem")
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", certificate)
        site = secured(Site(), certificate, str(certificates / f"{name}.key"))
        with running(site):
            yield site

    return make


LOOPBACK = {"allowed": Allowed.parse(["127.0.0.1"])}


def test_a_feed_comes_through_tls(get: Fetch, secure: Secure, tmp_path: Path) -> None:
    with secure() as site:
        site.redirect("/feed", "/moved")
        site.page("/moved")

        assert get(f"{site.url}/feed", **LOOPBACK)
    assert (tmp_path / "document").read_bytes() == BODY


@pytest.mark.parametrize(
    ("name", "trusted", "reason"),
    [
        ("right", False, "self-signed certificate"),
        ("stranger", True, "IP address mismatch"),
        ("expired", True, "certificate has expired"),
    ],
)
def test_a_certificate_that_is_not_right_is_not_accepted(
    get: Fetch, secure: Secure, name: str, trusted: bool, reason: str
) -> None:
    with secure(name, trusted=trusted) as site, pytest.raises(Unreachable, match=reason):
        get(site.page("/feed"), **LOOPBACK)

    assert site.seen == []


def test_control_who_does_not_verify_takes_it_from_anyone(secure: Secure) -> None:
    with secure("expired", trusted=False) as site, warnings.catch_warnings():
        warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
        with urllib3.PoolManager(cert_reqs="CERT_NONE") as bare:
            assert bare.request("GET", site.page("/feed")).data == BODY


def test_https_does_not_lead_to_http(get: Fetch, secure: Secure, site: Site) -> None:
    with secure() as safe, pytest.raises(Rejected, match="expected https to stay https"):
        get(safe.redirect("/feed", site.page("/feed")), **LOOPBACK)

    assert site.seen == []


@pytest.mark.parametrize("part", ["header", "body"])
def test_a_drip_through_tls_does_not_outlast_the_deadline(
    get: Fetch, secure: Secure, part: str
) -> None:
    start = b"HTTP/1.1 200 OK\r\nX: " if part == "header" else head()
    with secure() as site:
        address = site.raw("/feed", start, *dripping(b"x" * 50, 0.05))
        begun = time.monotonic()
        with pytest.raises(FeedProblem, match=r"within 0\.3 s, it took longer"):
            get(address, seconds=0.3, **LOOPBACK)

    assert time.monotonic() - begun < 1.3


def test_a_body_that_breaks_off_in_tls_is_no_document(
    get: Fetch, secure: Secure, tmp_path: Path
) -> None:
    with secure() as site, pytest.raises(Unreachable, match="could not fetch"):
        get(site.raw("/feed", head(Content_Length="500") + BODY), **LOOPBACK)

    assert list(tmp_path.iterdir()) == []
