"""The crawl's own resolver, with an answer from a name server that cannot be had in a test."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.resolver import dnscache
from twisted.internet.defer import Deferred

from crawler.glue.public_only import PublicResolver

INSIDE = "inside.example"  # stands for this machine


class RebindingResolver(PublicResolver):
    """Finds INSIDE at the loopback address."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        dnscache[INSIDE] = "127.0.0.1"
        return super().getHostByName(name, timeout)
