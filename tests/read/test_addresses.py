"""Only addresses of the public internet are public, in whatever notation or wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.read.addresses import is_public

PRIVATE = (
    "127.0.0.1 127.255.0.1 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.1"
    " 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12::1 ff02::1"
    " ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::7f00:1"
    " 2002:7f00:1:: 2002:c0a8:101:: 2001:db8::1 2001:0:4136:e378:8000:63bf:3fff:fdd2"
).split()
PUBLIC = (
    "8.8.8.8 1.1.1.1 172.32.0.1 2606:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1"
).split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_let_through(address):
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "example.org", "1.2.3", "2130706433", "0x7f.1", "127.0.0.1.", "1.2.3.4/24"])
def test_what_is_no_address_is_not_public(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_what_it_maps(address):
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@given(st.ip_addresses())
def test_every_address_is_judged(address):
    assert is_public(str(address)) in (True, False)
