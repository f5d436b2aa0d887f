"""Serves the invented press on loopback, as a forward proxy under the sites' own host names."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit, urlunsplit

from tests.press.sites import Site, sites
from tests.press.themes import article_page


@dataclass
class Answer:
    """What a URL answers."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request as it came in."""

    url: str
    status: int
    conditional: bool
    agent: str


class Press:
    """The press on a port of its own; `routes` may be changed, `log` is what was asked."""

    def __init__(self, port: int = 0, press: list[Site] | None = None) -> None:
        self.sites = press or sites()
        self.pages = {site.root + article.path for site in self.sites for article in site.articles}
        self.routes = routes_of(self.sites)
        self.log: list[Asked] = []
        self.notes: list[dict] = []  # what was told to a person
        self.held = 0  # requests that wait for the gate, about
        self.connected: set[object] = set()
        self.gate = threading.Event()  # closed, it holds every answer back
        self.gate.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"press": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def proxy(self) -> str:
        """The value of http_proxy."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Press:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asked(self, *, articles: bool) -> list[Asked]:
        """The requests for article pages, or those for everything else."""
        return [asked for asked in self.log if (asked.url in self.pages) == articles]

    def drain(self) -> None:
        """Wait until what was asked by a process that is gone has arrived, all of it."""
        while self.connected:
            time.sleep(0.002)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    press: Press

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = "&".join(p for p in parts.query.split("&") if not p.startswith("utm_"))
        url = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
        self.press.held += 1
        self.press.gate.wait(60)
        self.press.held -= 1
        answer = self.press.routes.get(url) or Answer(b"<html><body>not found</body></html>", status=404)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        conditional = self.headers.get("If-None-Match")
        body, status = answer.body, answer.status
        if status == 200 and conditional == etag:
            body, status = b"", 304
        self.press.log.append(Asked(url, status, bool(conditional), self.headers.get("User-Agent", "")))
        self.send_response(status)
        headers = {
            "Content-Type": answer.content_type,
            "ETag": etag,
            "Content-Length": str(len(body)),
            **answer.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """A note to a person."""
        self.press.notes.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def handle(self) -> None:
        self.press.connected.add(self)
        with suppress(ConnectionError):  # a crawl that was killed hangs up in the middle
            super().handle()
        self.press.connected.discard(self)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def routes_of(press: list[Site]) -> dict[str, Answer]:
    """Every URL of the press and what it answers."""
    routes: dict[str, Answer] = {}
    for site in press:
        html = f"text/html; charset={site.charset}" if site.theme != "tables" else "text/html"
        for position, article in enumerate(site.articles):
            others = [*site.articles[position + 1 :], *site.articles[:position]][:4]
            page = article_page(site, article, others).encode(site.charset, "xmlcharrefreplace")
            routes[site.root + article.path] = Answer(page, html)
        routes[f"{site.root}/private/desk"] = Answer(b"<p>rocket attack: who reads this ignores robots.txt</p>")
        routes[f"{site.root}/about"] = Answer(b"<p>About us</p>")
        routes[f"{site.root}/"] = Answer(_home(site).encode(site.charset, "xmlcharrefreplace"), html)
        robots = "User-agent: *\nDisallow: /private/\nCrawl-delay: 0.05\n"
        if site.way == "sitemap-index":
            robots += f"Sitemap: {site.root}/sitemap.xml\n"
        routes[f"{site.root}/robots.txt"] = Answer(robots.encode(), "text/plain")
        routes.update(_ways_in(site))
    routes.update(_oddities(press))
    return routes


def source_list(press: list[Site] | None = None) -> str:
    """The press, or some of its sites, as a source list."""
    declared = {
        "rss": ("meridianwire", 'feeds = ["{root}/rss.xml"]'),
        "json": ("sahelmatin", 'feeds = ["{root}/feed.json"]'),
        "rdf": ("vestnikporta", 'feeds = ["{root}/rdf.xml"]'),
        "news-sitemap": ("worldrelay", 'sitemaps = ["{root}/news-sitemap.xml"]'),
        "listing": ("almasar", 'listings = ["{root}/"]'),
    }
    blocks = []
    for site in press or sites():
        name = site.host.split(".")[0]
        host, line = declared.get(site.way, ("", ""))
        given = line.format(root=site.root) + "\n" if host == name else ""
        blocks.append(f'[[source]]\nname = "{name}"\nurl = "{site.root}/"\n{given}')
    return "\n".join(blocks)


def _home(site: Site) -> str:
    feeds = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
    alternate = f'<link rel="alternate" type="{feeds[site.way]}" href="/{site.way}.xml">' if site.way in feeds else ""
    shown = [] if site.way == "sitemap-index" else site.articles
    links = "".join(f'<li><a href="{a.path}">{escape(a.title)}</a></li>' for a in shown)
    return (
        f'<!DOCTYPE html><html lang="{site.language}"><head><meta charset="{site.charset}"><title>{site.name}</title>'
        f'{alternate}</head><body><nav><a href="/about">About</a> <a href="/private/desk">Desk</a></nav>'
        f"<ul>{links}</ul></body></html>"
    )


def _ways_in(site: Site) -> dict[str, Answer]:
    match site.way:
        case "rss":
            return {f"{site.root}/rss.xml": Answer(_rss(site).encode(), "application/rss+xml")}
        case "atom":
            return {f"{site.root}/atom.xml": Answer(_atom(site).encode(), "application/atom+xml")}
        case "rdf":
            return {f"{site.root}/rdf.xml": Answer(_rdf(site).encode("windows-1251"), "application/rdf+xml")}
        case "json":
            return {f"{site.root}/feed.json": Answer(_json(site).encode(), "application/feed+json")}
        case "news-sitemap":
            return {f"{site.root}/news-sitemap.xml": Answer(_news_sitemap(site).encode(), "application/xml")}
        case "sitemap-index":
            index = (
                '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                f"<sitemap><loc>{site.root}/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"
            )
            packed = gzip.compress(_sitemap(site).encode(), mtime=0)
            return {
                f"{site.root}/sitemap.xml": Answer(index.encode(), "application/xml"),
                f"{site.root}/sitemap-1.xml.gz": Answer(packed, "application/x-gzip"),
            }
    return {}


def _rss(site: Site) -> str:
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{site.root}{a.path}?utm_source=rss&amp;utm_medium=feed</link>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(a.published))}</pubDate><description>{escape(a.paragraphs[0])}"
        f"</description></item>"
        for a in site.articles
    )
    extra = "".join(
        f"<item><title>An address without a story</title><link>{site.root}{path}</link></item>"
        for path in (
            "/2026/03/story-that-was-taken-down",
            "/old/drones-over-the-base",
            "/2026/03/report-of-the-year.pdf",
        )
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{site.name}</title>{items}{extra}</channel></rss>'


def _atom(site: Site) -> str:
    entries = "".join(
        f'<entry><title>{escape(a.title)}</title><link rel="alternate" href="{site.root}{a.path}"/><id>tag:{a.id}</id>'
        f"<published>{a.published}</published><summary>{escape(a.paragraphs[0])}</summary></entry>"
        for a in site.articles
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{site.name}</title>{entries}</feed>'


def _rdf(site: Site) -> str:
    """RSS 1.0, with a bare & that makes it no XML at all."""
    items = "".join(
        f'<item rdf:about="{site.root}{a.path}"><title>{escape(a.title)}</title><link>{site.root}{a.path}</link>'
        f"<dc:date>{a.published}</dc:date></item>"
        for a in site.articles
    )
    return (
        '<?xml version="1.0" encoding="windows-1251"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>'
        f"{site.name} & Co</title></channel>{items}</rdf:RDF>"
    )


def _json(site: Site) -> str:
    items = [
        {
            "id": a.id,
            "url": site.root + a.path,
            "title": a.title,
            "date_published": a.published,
            "summary": a.paragraphs[0],
        }
        for a in site.articles
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": site.name, "items": items})


def _news_sitemap(site: Site) -> str:
    entries = "".join(
        f"<url><loc>{site.root}{a.path}</loc><n:news><n:publication_date>{a.published}</n:publication_date>"
        f"<n:title>{escape(a.title)}</n:title></n:news></url>"
        for a in site.articles
    )
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def _sitemap(site: Site) -> str:
    entries = "".join(
        f"<url><loc>{site.root}{a.path}</loc><lastmod>{a.published}</lastmod></url>" for a in site.articles
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def _oddities(press: list[Site]) -> dict[str, Answer]:
    """Addresses in the feeds that lead to no story of their own: a redirect and a file."""
    routes = {}
    for wire in press:
        if wire.way == "rss" and wire.theme == "agency":
            story = wire.root + wire.articles[0].path
            routes[f"{wire.root}/old/drones-over-the-base"] = Answer(b"", status=301, headers={"Location": story})
            routes[f"{wire.root}/2026/03/report-of-the-year.pdf"] = Answer(b"%PDF-1.4", "application/pdf")
    return routes
