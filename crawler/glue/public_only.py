"""Only the public internet is asked: pages, redirects, robots.txt and sitemaps alike. A URL is refused by what it
spells; a name by what it is resolved to, in the very look-up whose answer is connected to, so that no second look-up
can say something else. Behind a proxy the proxy resolves names, which is the operator's choice."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver, dnscache
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.addresses import Network, is_public, may_connect, networks, not_public, refusal
from crawler.errors import BadInput


class NotPublic(IgnoreRequest):
    """The address is not to be asked; the text says why."""

    def __init__(self, reason: str, host: str) -> None:
        super().__init__(reason)
        self.host = host


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which finds no host whose address is not public, but the operator's proxies."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: Sequence[Network] = ()) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed, self.proxies = allowed, proxy_hosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> PublicResolver:
        settings = crawler.settings
        cache_size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, cache_size, settings.getfloat("DNS_TIMEOUT"), allowed_networks(settings))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The address of a name, from the cache too. Fails with DNSLookupError where it is not public."""
        found = super().getHostByName(name, timeout)
        return found if name.lower() in self.proxies else found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if not may_connect(address, self.allowed):
            raise DNSLookupError(not_public(name, address))
        return address


class PublicOnly:
    """Downloader middleware: refuses what a URL spells, and says why a name was not found."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self.allowed, self.proxies = allowed, proxy_hosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PublicOnly:
        return cls(allowed_networks(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Raises NotPublic. A proxy's own host is resolved unchecked, so nothing else is asked there."""
        host = urlparse_cached(request).hostname or ""
        reason = refusal(request.url, self.allowed) or (not_public(host) if host in self.proxies else None)
        if reason:
            raise NotPublic(reason, host)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raises NotPublic where the resolver refused what it found."""
        host = urlparse_cached(request).hostname or ""
        address = dnscache.get(host) if isinstance(exception, CannotResolveHostError) else None
        if address and not is_public(address):
            raise NotPublic(not_public(host, address), host) from exception


def allowed_networks(settings: BaseSettings) -> tuple[Network, ...]:
    """TOCSIN_ALLOWED_NETWORKS. Raises BadInput."""
    try:
        return networks(settings.getlist("TOCSIN_ALLOWED_NETWORKS"))
    except ValueError as error:
        raise BadInput("TOCSIN_ALLOWED_NETWORKS", f"{error}; write networks like 127.0.0.0/8, by commas") from None


def proxy_hosts() -> frozenset[str]:
    """The hosts of the proxies that the operator set in the environment, as Scrapy reads it."""
    urls = (url if "://" in url else f"http://{url}" for url in getproxies().values())
    return frozenset(host for url in urls if (host := _host_of(url)))


def _host_of(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
