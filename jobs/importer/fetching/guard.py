"""Decides which addresses may be connected to: asked for every connection, also of redirects."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Thread

from jobs.importer.fetching.addresses import Address, address_of, behind_nat64, is_public
from jobs.importer.fetching.allowed import SETTING, Allowed, ends_in_a_number
from jobs.importer.fetching.limits import Deadline
from jobs.importer.records import Rejected

PORTS = (80, 443)
RESOLVE_SECONDS = 10
Resolve = Callable[[str, int], Sequence[str]]  # host and port to addresses; raises OSError


class NoConnection(OSError):
    """No connection came about; the next attempt may have one."""


def system_resolve(host: str, port: int) -> Sequence[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Guard:
    allowed: Allowed
    resolve: Resolve = system_resolve

    def addresses(self, host: str, port: int, deadline: Deadline) -> list[Address]:
        """The addresses of a host, each of them checked: connect to these and ask no one again.

        Raises Rejected when one of them may not be connected to, OSError when there is none.
        """
        if "%" in host:
            raise Rejected(f"expected an address without a zone, got {host}")
        if ends_in_a_number(host) and not _is_address(host):
            raise Rejected(f"expected an address such as 8.8.8.8 or a host name, got {host}")
        addresses = [address_of(text) for text in self._resolved(host, port, deadline)]
        for address in addresses:
            if not self.allowed.by_name(host, port):
                self._check(host, port, address)
        return addresses

    def _check(self, host: str, port: int, address: Address) -> None:
        inner = behind_nat64(address)
        allowed = self.allowed.by_address(address, port)
        if inner and allowed:  # the way is allowed; where it leads is another question
            return self._check(host, port, inner)
        if allowed:
            return None
        spelt = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
        if not is_public(address):
            raise Rejected(
                f"expected a public address, got {address} for {host}; "
                f"if you trust it, add {spelt} to {SETTING}"
            )
        if port not in PORTS:
            raise Rejected(
                f"expected port 80 or 443, got {port} of {host} ({address}); "
                f"if you trust it, add {spelt} to {SETTING}"
            )
        return None

    def _resolved(self, host: str, port: int, deadline: Deadline) -> Sequence[str]:
        """Asks in a thread of its own: a resolver cannot be told when to give up."""
        answers: list[Sequence[str] | OSError] = []

        def ask() -> None:
            try:
                answers.append(self.resolve(host, port))
            except UnicodeError as error:
                answers.append(OSError(f"expected a host name, got {host} ({error})"))
            except OSError as error:
                answers.append(error)

        asking = Thread(target=ask, daemon=True, name="resolver")
        asking.start()
        asking.join(deadline.left(RESOLVE_SECONDS))
        if not answers:
            raise NoConnection(f"no address of {host} within {RESOLVE_SECONDS} s")
        answer = answers[0]
        if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
            raise NoConnection(f"{host}: {answer}") from answer
        if isinstance(answer, OSError):
            raise answer
        if not answer:
            raise NoConnection(f"{host} has no address")
        return answer


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
