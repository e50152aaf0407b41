"""Servers on this machine that behave as servers in the wild do, and as attackers would."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

BODY = b"<source><jobs/></source>"
Piece = bytes | float  # bytes are sent at once, a number is a pause in seconds


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


HAS_IPV6 = _has_ipv6()
needs_ipv6 = pytest.mark.skipif(not HAS_IPV6, reason="this machine has no IPv6")


class Site(ThreadingHTTPServer):
    """Answers each path with the pieces it was told, one answer after the other, the last for ever.

    `seen` are the requests: path and headers, names in lower case; `bodies` those of every POST.
    """

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        self.pages: dict[str, list[list[Piece]]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.connections = 0
        self.scheme = "http"

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        accepted = super().get_request()
        self.connections += 1
        return accepted

    def handle_error(self, *_args: object) -> None:
        """Clients that go away are what is tested."""

    @property
    def url(self) -> str:
        host = str(self.server_address[0])
        return f"{self.scheme}://{f'[{host}]' if ':' in host else host}:{self.server_port}"

    def raw(self, path: str, *pieces: Piece) -> str:
        """Answers `path` with exactly these; a second call for the same path adds an answer."""
        self.pages.setdefault(path, []).append(list(pieces))
        return self.url + path

    def page(self, path: str, body: bytes = BODY, status: int = 200, **headers: str) -> str:
        headers.setdefault("Content_Length", str(len(body)))
        return self.raw(path, head(status, **headers) + body)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        return self.page(path, b"", status, Location=location)


def head(status: int = 200, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Status"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, *_args: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.path, headers))
        answers = self.server.pages[self.path]
        pieces = answers.pop(0) if len(answers) > 1 else answers[0]
        with suppress(OSError):
            say(pieces, self.wfile.write)


@contextmanager
def running(site: Site) -> Iterator[Site]:
    with site:
        serving = threading.Thread(target=site.serve_forever, args=(0.002,), daemon=True)
        serving.start()
        try:
            yield site
        finally:
            site.shutdown()
            serving.join()


@contextmanager
def speaking(*pieces: Piece) -> Iterator[int]:
    """A port whose first visitor is sent these whatever he says; the next ones hear nothing."""

    def speak() -> None:
        with suppress(OSError), listening.accept()[0] as visitor:
            say(pieces, visitor.sendall)
            while visitor.recv(65536):  # until he goes
                pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(3)
        speaker = threading.Thread(target=speak, daemon=True)
        speaker.start()
        yield listening.getsockname()[1]
        speaker.join()


def say(pieces: Iterable[Piece], send: Callable[[bytes], object]) -> None:
    for piece in pieces:
        if isinstance(piece, bytes):
            send(piece)
        else:
            time.sleep(piece)


def secured(site: Site, certificate: str, key: str) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # The handshake in the thread of the connection: a client that hangs must not stop the others.
    site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    site.scheme = "https"
    return site


class Canary:
    """Listens on 127.0.0.1 and, where there is IPv6, on the same port of ::1; counts who comes."""

    def __init__(self, *sites: Site) -> None:
        self.sites = sites
        self.port = sites[0].server_port

    def connections(self) -> int:
        """How many have come. Comes itself first: what waits in the queue before it is counted."""
        for site in self.sites:
            host = str(site.server_address[0])
            with socket.create_connection((host, site.server_port), timeout=5) as visit:
                visit.sendall(b"GET /visit HTTP/1.0\r\n\r\n")
                while visit.recv(1024):
                    pass
            site.connections -= 1
        return sum(site.connections for site in self.sites)


@contextmanager
def canary() -> Iterator[Canary]:
    with ExitStack() as stack:
        sites = [stack.enter_context(running(Site()))]
        if HAS_IPV6:
            sites.append(stack.enter_context(running(Site("::1", sites[0].server_port))))
        for site in sites:
            site.page("/visit")
            site.page("/")
        yield Canary(*sites)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def dripping(text: bytes, pause: float) -> list[Piece]:
    return [piece for byte in text for piece in (bytes([byte]), pause)]
