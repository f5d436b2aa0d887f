"""Which hosts are on the public internet. A page, a redirect or a feed may name any: the crawler's own machine, its
network, the metadata service of its cloud."""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import unquote, urlsplit

from crawler.urls import DEFAULT_PORTS, MAX_URL_CHARS

Network = IPv4Network | IPv6Network
LOOPBACK = IPv4Address("127.0.0.1")
# https://www.iana.org/assignments/ipv6-unicast-address-assignments: nothing public is outside, and 6to4, which is
# inside, has an IPv4 address in it. NAT64, IPv4-mapped and IPv4-compatible addresses are outside.
GLOBAL_UNICAST, SIX_TO_FOUR = IPv6Network("2000::/3"), IPv6Network("2002::/16")
# Names that no public server has: RFC 6761, RFC 6762, RFC 8375, and what ICANN reserved or will not delegate.
OWN_NETWORK = frozenset("localhost localdomain local internal intranet lan home corp home.arpa".split())
LOOPBACK_NAMES = frozenset(("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"))
NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # a last label like this makes the host an IPv4 address, or nothing


def refusal(url: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why a URL must not be asked, as far as it tells by itself; None if it may. Addresses in the `allowed` networks
    may be asked though they are not public."""
    if len(url) > MAX_URL_CHARS:
        return f"the address has {len(url):,} characters, the bound is {MAX_URL_CHARS:,}"
    try:
        parts = urlsplit(url)
        host, _ = _spelled_out(parts.hostname or ""), parts.port
    except ValueError:
        return f"{url} is no web address"
    if parts.scheme not in DEFAULT_PORTS:
        return f"{url} is no web address: only http and https are asked"
    if (address := literal_address(host)) is not None:
        return None if is_public(address) or _is_in(address, allowed) else not_public(parts.hostname or "")
    if not NAME.fullmatch(host) or NUMBER.fullmatch(host.rpartition(".")[2]):
        return f"{url} is no web address: {parts.hostname or 'nothing'} is no host"
    if "." not in host or any(host == own or host.endswith(f".{own}") for own in OWN_NETWORK):
        return not_public(host)
    return None


def not_public(host: str, address: str | None = None) -> str:
    """The reason for people."""
    return f"{host} is not public: {f'it stands for {address}' if address else 'it is of an own network'}"


def literal_address(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host spells, in any of the forms that resolvers read: 127.1, 0x7f.1, 0177.0.0.1,
    2130706433, [::1], localhost. None for other names."""
    host = _spelled_out(host)
    if host in LOOPBACK_NAMES or host.endswith(".localhost"):
        return LOOPBACK
    try:
        return ip_address(host)
    except ValueError:
        pass
    if not re.fullmatch(r"[0-9a-fx.]+", host) or not NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(address: IPv4Address | IPv6Address | str) -> bool:
    """Whether an IP address belongs to the public internet; False for what is no address."""
    try:
        address = ip_address(address)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and (address not in GLOBAL_UNICAST or address in SIX_TO_FOUR):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def may_connect(address: str, allowed: Sequence[Network]) -> bool:
    """Whether an address that a name was resolved to may be connected to."""
    return is_public(address) or _is_in(ip_address(address), allowed)


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Networks as they are written: 127.0.0.0/8, ::1. Raises ValueError."""
    return tuple(ip_network(name.strip(), strict=False) for name in names if name.strip())


def _is_in(address: IPv4Address | IPv6Address, allowed: Iterable[Network]) -> bool:
    return any(address in network for network in allowed)


def _spelled_out(host: str) -> str:
    """A host without escapes, brackets, zone, root dot and letters that stand for others. Raises ValueError."""
    host = unicodedata.normalize("NFKC", unquote(host)).strip("[]").partition("%")[0].lower().replace("。", ".")
    host = host.removesuffix(".")
    return host if host.isascii() else host.encode("idna").decode("ascii")
