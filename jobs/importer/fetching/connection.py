"""Connections that go where the guard lets them, and that end at the deadline.

A timeout of a socket is for one wait: a server that sends a byte now and then never meets it. So
every wait of these sockets is given what is left of the whole.
"""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection

from jobs.importer.fetching.guard import Guard, NoConnection
from jobs.importer.fetching.limits import Deadline

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CONNECT_SECONDS, READ_SECONDS = 10, 30


class _Socket(socket.socket):
    deadline: Deadline

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        self.settimeout(self.deadline.left(READ_SECONDS))
        return super().recv_into(buffer, nbytes, flags)


class _TLSSocket(ssl.SSLSocket):
    deadline: Deadline

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        self.settimeout(self.deadline.left(READ_SECONDS))
        return super().recv_into(buffer, nbytes, flags)


def _dial(host: str, port: int, guard: Guard, deadline: Deadline) -> socket.socket:
    """A socket connected to the first address of the host that answers."""
    reason: OSError | None = None
    for address in guard.addresses(host, port, deadline):
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        dialled = _Socket(family, socket.SOCK_STREAM)
        dialled.deadline = deadline
        try:
            dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            dialled.settimeout(deadline.left(CONNECT_SECONDS))
            dialled.connect((str(address), port))
            dialled.settimeout(deadline.left(READ_SECONDS))  # for the TLS handshake as a whole
        except OSError as error:
            dialled.close()
            reason = error
        else:
            return dialled
    raise NoConnection(f"no connection to {host}: {reason}") from reason


class _Plain(HTTPConnection):
    guard: Guard
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return _dial(self._dns_host, self.port, self.guard, self.deadline)


class _Secure(HTTPSConnection):
    guard: Guard
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return _dial(self._dns_host, self.port, self.guard, self.deadline)

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, _TLSSocket):
            self.sock.deadline = self.deadline


def connection_to(address: str, guard: Guard, deadline: Deadline) -> HTTPConnection:
    """A connection, not yet made, to the server of a `web_address`. No proxy is ever used.

    Making it raises Rejected for a refused destination and OSError for every failure.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    # The port always in full: without one, http.client takes the end of an IPv6 address for it.
    connection: _Plain | _Secure
    if parts.scheme == "https":
        port = parts.port or 443
        connection = _Secure(host, port, timeout=READ_SECONDS, ssl_context=_tls())
    else:
        connection = _Plain(host, parts.port or 80, timeout=READ_SECONDS)
    connection.guard, connection.deadline = guard, deadline
    return connection


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()  # verifies the certificate and the host's name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = _TLSSocket
    return context
