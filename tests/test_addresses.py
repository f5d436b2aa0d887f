"""Only the public internet is asked, in whatever spelling an address comes."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import is_public, literal_address, may_connect, networks, refusal
from crawler.urls import MAX_URL_CHARS

OWN = ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "0.0.0.0/8", "100.64.0.0/10"]
PUBLIC = st.sampled_from(["8.8.8.8", "93.184.216.34", "1.1.1.1", "203.0.112.7"]).map(IPv4Address)


@st.composite
def own_addresses(draw: st.DrawFn) -> IPv4Address:
    network = IPv4Network(draw(st.sampled_from(OWN)))
    return network[draw(st.integers(0, network.num_addresses - 1))]


@st.composite
def spellings(draw: st.DrawFn, addresses: st.SearchStrategy[IPv4Address]) -> str:
    """An IPv4 address as inet_aton and its like read it: one to four numbers in three notations, or within IPv6."""
    address = draw(addresses)
    if draw(st.integers(0, 4)) == 0:
        prefix = draw(st.sampled_from(["::ffff:", "::", "64:ff9b::", "::ffff:0:", "0:0:0:0:0:ffff:"]))
        last = int(address)
        return f"[{prefix}{address}]" if draw(st.booleans()) else f"[{prefix}{last >> 16:x}:{last & 0xFFFF:x}]"
    octets = list(address.packed)
    parts = draw(st.integers(1, 4))
    numbers = [*octets[: parts - 1], int.from_bytes(bytes(octets[parts - 1 :]))]
    notation = st.sampled_from(["{}", "0x{:x}", "0X{:X}", "0{:o}", "0x0000{:x}", "000{:o}"])
    spelled = ".".join(draw(notation).format(number) for number in numbers)
    if draw(st.booleans()):
        spelled = "".join(draw(st.sampled_from([c, f"%{ord(c):02x}", _fullwidth(c)])) for c in spelled)
    return spelled + draw(st.sampled_from(["", "."]))


def _fullwidth(character: str) -> str:
    return chr(ord(character) + 0xFEE0)


@given(spellings(own_addresses()), st.sampled_from(["", ":8080", ":80"]), st.sampled_from(["http", "https"]))
def test_no_spelling_of_an_own_address_is_asked(host: str, port: str, scheme: str) -> None:
    assert refusal(f"{scheme}://{host}{port}/2026/a") is not None
    assert refusal(f"{scheme}://desk.example@{host}{port}/2026/a") is not None


@given(PUBLIC)
def test_public_addresses_are_asked(address: IPv4Address) -> None:
    assert refusal(f"http://{address}/") is None
    assert refusal(f"http://{int(address)}/") is None


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST", "localhost.", "db.localhost", "printer.local", "metadata.google.internal", "router",
        "nas.lan", "gateway.home.arpa", "ip6-localhost", "localhost.localdomain", "ⓛocalhost", "localhost%2e",
        "0", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::]", "[::ffff:7f00:1]", "[fe80::1%25eth0]",
        "[fd00::1]", "[2002:7f00:1::]", "[2002:0a00:0001::1]", "[2001:db8::1]", "[2001:0:7f00:1::]", "[ff02::1]",
        "[64:ff9b::7f00:1]", "169.254.169.254", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1",
        "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.1%00.news.example", "1.2.3.4.5", "256.256.256.256", "0x100000000",
        "news.example%0d%0aHost:x", "a b", "",
    ],
)  # fmt: skip
def test_no_own_name_and_no_odd_host_is_asked(host: str) -> None:
    assert refusal(f"http://{host}/2026/a") is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a", "http://news.example:8080/", "http://xn--e1aybc.example/", "http://новини.example/",
        "https://news.example./a", "http://[2606:4700::1111]/", "http://a_b.news.example/", "http://1news.example/",
        "http://0xnews.example/", "http://localnews.example/", "http://10.news.example/",
    ],
)  # fmt: skip
def test_what_is_public_may_be_asked(url: str) -> None:
    assert refusal(url) is None


@pytest.mark.parametrize(
    "url", ["ftp://news.example/a", "file:///etc/passwd", "javascript:alert(1)", "http://[::1", ""]
)
def test_only_web_addresses_are_asked(url: str) -> None:
    assert "no web address" in (refusal(url) or "")


def test_an_endless_address_is_not_asked() -> None:
    assert "characters" in (refusal(f"http://news.example/{'a' * MAX_URL_CHARS}") or "")


def test_an_allowed_network_may_be_asked_in_all_spellings_and_no_other_one() -> None:
    allowed = networks(["127.0.0.0/8", "::1"])
    for host in ("127.0.0.1:8899", "localhost", "0x7f.1", "[::1]"):
        assert refusal(f"http://{host}/", allowed) is None
    assert refusal("http://10.0.0.1/", allowed) is not None
    assert refusal("http://router/", allowed) is not None
    assert may_connect("127.3.2.1", allowed)
    assert not may_connect("169.254.169.254", allowed)


@given(st.ip_addresses())
def test_what_is_public_is_never_private_nor_within_another_address(address: IPv4Address | IPv6Address) -> None:
    if is_public(address):
        assert not address.is_private
        assert not address.is_link_local
        assert isinstance(address, IPv4Address) or (address.sixtofour, address.ipv4_mapped) == (None, None)


@given(st.text())
def test_any_text_is_refused_or_a_name_and_never_an_error(host: str) -> None:
    assert refusal(f"http://{host}/") is None or isinstance(refusal(f"http://{host}/"), str)
    refusal(host)


def test_a_name_is_no_literal_address() -> None:
    assert literal_address("news.example") is None
    assert literal_address("127.0.0.1.") == IPv4Address("127.0.0.1")


def test_what_is_no_address_is_not_public() -> None:
    assert not is_public("news.example")
