"""Nothing of the crawler's own machine or network is asked, whoever names it."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request
from scrapy.resolver import dnscache
from scrapy.settings import Settings
from twisted.internet.error import DNSLookupError

from crawler.addresses import networks
from crawler.errors import BadInput
from crawler.glue.public_only import NotPublic, PublicOnly, PublicResolver, allowed_networks, proxy_hosts

LOOPBACK = networks(["127.0.0.0/8"])


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> str:
    """A name that stands for an address of an own network."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(dnscache, "inside.example", "10.0.0.7")
    monkeypatch.setitem(dnscache, "news.example", "93.184.216.34")
    return "inside.example"


def _resolved(name: str, **settings: Any) -> Any:
    found: list[Any] = []
    PublicResolver(None, 100, 1.0, **settings).getHostByName(name).addBoth(found.append)  # type: ignore[arg-type]
    return found[0]


def test_a_name_that_stands_for_an_own_address_is_not_found(inside: str) -> None:
    assert _resolved("news.example") == "93.184.216.34"
    assert _resolved(inside).check(DNSLookupError)


def test_a_name_in_an_allowed_network_is_found(inside: str) -> None:
    assert _resolved(inside, allowed=networks(["10.0.0.0/24"])) == "10.0.0.7"
    assert _resolved(inside, allowed=LOOPBACK).check(DNSLookupError)


def test_the_operators_proxy_is_found_and_not_asked_for_pages(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://user:secret@{inside}:3128")
    assert proxy_hosts() == {inside}
    assert _resolved(inside) == "10.0.0.7"
    with pytest.raises(NotPublic):
        PublicOnly(()).process_request(Request(f"http://{inside}:9200/"))


def test_the_reason_says_what_a_name_stands_for(inside: str) -> None:
    request = Request(f"http://{inside}/2026/a")
    PublicOnly(()).process_request(request)
    with pytest.raises(NotPublic, match=r"inside\.example is not public: it stands for 10\.0\.0\.7"):
        PublicOnly(()).process_exception(request, CannotResolveHostError())


def test_a_name_that_is_not_known_is_no_own_one(inside: str) -> None:
    PublicOnly(()).process_exception(Request("http://unknown.example/"), CannotResolveHostError())
    PublicOnly(()).process_exception(Request("http://news.example/"), CannotResolveHostError())


def test_networks_are_set_by_commas_and_a_slip_is_told() -> None:
    assert len(allowed_networks(Settings({"TOCSIN_ALLOWED_NETWORKS": "127.0.0.0/8, ::1"}))) == 2
    assert allowed_networks(Settings({"TOCSIN_ALLOWED_NETWORKS": ""})) == ()
    with pytest.raises(BadInput, match="TOCSIN_ALLOWED_NETWORKS"):
        allowed_networks(Settings({"TOCSIN_ALLOWED_NETWORKS": "loopback"}))
