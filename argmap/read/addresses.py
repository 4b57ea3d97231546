"""Which network addresses may be asked: public ones, whatever notation or wrapping they come in."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# NAT64 carries an IPv4 address in its last 32 bits (RFC 6052, RFC 8215).
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_SITE_LOCAL = IPv6Network("fec0::/10")


def is_public(address: str) -> bool:
    """Return whether an IP address is of the public internet: not loopback, private, link-local, reserved or multicast.

    IPv4 addresses within IPv6 (mapped, 6to4, Teredo, NAT64) are judged by themselves. What is no address is not public.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(found) and all(_is_public(inner) for inner in _within(found))


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    special = found.is_private or found.is_loopback or found.is_link_local or found.is_multicast
    special = special or found.is_reserved or found.is_unspecified
    if isinstance(found, IPv6Address):
        # Mapped and NAT64 addresses count as reserved or private by themselves; what they carry decides.
        if found.ipv4_mapped or any(found in network for network in _NAT64):
            return True
        special = special or found in _SITE_LOCAL
    return found.is_global and not special


def _within(found: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(found, IPv4Address):
        return []
    inner = [address for address in (found.ipv4_mapped, found.sixtofour) if address is not None]
    inner += found.teredo or ()
    if any(found in network for network in _NAT64) or int(found) >> 32 == 0:
        inner.append(IPv4Address(int(found) & 0xFFFFFFFF))
    return inner
