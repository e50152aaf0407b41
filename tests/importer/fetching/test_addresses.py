"""Which addresses are public, against lists and against what Python itself believes."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jobs.importer.fetching.addresses import address_of, behind_nat64, is_public

# Of each range the first and the last address, and for the neighbours of a range see PUBLIC.
NOT_PUBLIC = """
    0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0
    127.255.255.255 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0
    192.0.0.255 192.0.2.0 192.0.2.255 192.31.196.0 192.31.196.255 192.52.193.0 192.52.193.255
    192.88.99.0 192.88.99.255 192.168.0.0 192.168.255.255 192.175.48.0 192.175.48.255 198.18.0.0
    198.19.255.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0 239.255.255.255
    240.0.0.0 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
    ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::7f00:1 100::1 1fff:ffff::1
    2001::1 2001:0:7f00:1::80ff:fffe 2001:1ff:ffff::1 2001:db8::1 2001:db8:ffff::1 2002:7f00:1::
    2002:808:808:: 3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1
    ffff::1
""".split()
PUBLIC = """
    1.0.0.0 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0
    192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255
    2000::1 2001:200::1 2001:4860:4860::8888 2003::1 2606:4700::1111 2620:fe::fe 3ffe:ffff::1
    3fff:1000::1 ::ffff:8.8.8.8
""".split()


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_special_addresses_are_not_public(text: str) -> None:
    assert not is_public(address_of(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_addresses_of_the_internet_are_public(text: str) -> None:
    assert is_public(address_of(text))


def test_control_python_itself_calls_some_of_them_global() -> None:
    believed = [text for text in NOT_PUBLIC if ip_address(text).is_global]

    assert {"64:ff9b::7f00:1", "64:ff9b::808:808"} <= set(believed)


@given(some.integers(0, 2**32 - 1).map(IPv4Address))
def test_a_mapped_address_is_what_it_holds(address: IPv4Address) -> None:
    assert address_of(f"::ffff:{address}") == address


@given(some.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_in_disguise_is_never_public(address: IPv4Address) -> None:
    number = int(address)
    disguises = {
        "compatible": number,
        "translated": 0xFFFF_0000_0000 | number,
        "NAT64": 0x64FF9B << 96 | number,
        "6to4": 0x2002 << 112 | number << 80,
        "Teredo": 0x2001_0000 << 96 | number << 64 | (number ^ 0xFFFFFFFF),
    }

    assert [name for name, one in disguises.items() if is_public(IPv6Address(one))] == []
    assert behind_nat64(IPv6Address(disguises["NAT64"])) == address
    assert behind_nat64(IPv6Address(disguises["6to4"])) is None
