"""Hosts that say no for now, change their minds, or lead to the crawler's own machine."""

from __future__ import annotations

import os
import sqlite3

from tests.crawl import forked
from tests.crawl.running import LIMIT_SECONDS, Newsstand
from tests.glue.resolving import INSIDE
from tests.press.server import Answer
from tests.press.sites import sites

SITE = next(site for site in sites() if site.way == "json")
ROBOTS, FEED = f"{SITE.root}/robots.txt", f"{SITE.root}/feed.json"
FORBIDDEN, MISSING = (SITE.root + article.path for article in SITE.articles[:2])


def _let_go_by(newsstand: Newsstand, table: str, column: str) -> None:
    """The moment that is waited for has come."""
    with sqlite3.connect(newsstand.database) as connection:
        connection.execute(f"update {table} set {column} = '2020-01-01T00:00:00Z' where {column} is not null")  # noqa: S608


def _outcomes(newsstand: Newsstand) -> list[str]:
    return [
        newsstand.rows("select outcome from pages where url = ?", [url])[0]["outcome"] for url in (FORBIDDEN, MISSING)
    ]


def test_a_host_that_says_no_for_now_is_asked_again_later(newsstand: Newsstand) -> None:
    only, routes = ("-a", f"source={SITE.host.split('.')[0]}"), newsstand.press.routes
    allows, story = routes[ROBOTS], routes.pop(MISSING)
    forbids = Answer(b"User-agent: *\nDisallow: " + FORBIDDEN.removeprefix(SITE.root).encode(), "text/plain")

    routes[ROBOTS] = Answer(b"User-agent: *\nAllow: /", "text/plain", status=503)
    assert newsstand.crawl(*only).returncode == 3
    assert [asked.url for asked in newsstand.press.log] == [ROBOTS]
    assert "robots.txt could not be read" in newsstand.rows("select error from ways_in")[0]["error"]

    routes[ROBOTS] = forbids
    _let_go_by(newsstand, "robots", "asked_again")
    assert newsstand.crawl(*only).returncode == 0
    assert _outcomes(newsstand) == ["forbidden", "failed"]

    routes.update({ROBOTS: allows, MISSING: story})
    _let_go_by(newsstand, "robots", "asked_again")
    with sqlite3.connect(newsstand.database) as connection:
        connection.execute("update pages set again_at = '2020-01-01T00:00:00Z' where outcome = 'failed'")
    assert newsstand.crawl(*only).returncode == 0
    assert _outcomes(newsstand) == ["kept", "kept"]


def test_no_name_leads_to_the_crawlers_own_machine_unless_it_is_allowed(newsstand: Newsstand) -> None:
    port = newsstand.press.proxy.rpartition(":")[2]
    root = f"http://{INSIDE}:{port}"
    newsstand.write_sources(f'[[source]]\nname = "inside"\nurl = "{root}/"\nfeeds = ["{root}/feed.json"]\n')
    story = newsstand.press.routes[MISSING]
    newsstand.press.routes = {"/feed.json": newsstand.press.routes[FEED], SITE.articles[1].path: story}
    newsstand.press.routes["/feed.json"].body = newsstand.press.routes["/feed.json"].body.replace(
        SITE.root.encode(), root.encode()
    )
    resolver = ("-s", "TWISTED_DNS_RESOLVER=tests.glue.resolving.RebindingResolver")
    direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}

    def crawl(*more: str) -> int:
        command = newsstand.command("crawl", "news", *resolver, *more)
        return forked.run(command[2:], direct, LIMIT_SECONDS).returncode

    assert crawl() == 3
    assert newsstand.press.log == []
    error = newsstand.rows("select error from ways_in")[0]["error"]
    assert f"{INSIDE} is not public: it stands for 127.0.0.1" in error
    assert crawl("-s", "TOCSIN_ALLOWED_NETWORKS=127.0.0.0/8") == 0
    assert newsstand.rows("select count(*) as kept from pages where outcome = 'kept'") == [{"kept": 1}]
