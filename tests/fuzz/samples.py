# ruff: noqa: E501 - documents as they are
"""Whole documents of each kind of foreign bytes, and the pieces that they are made of."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.utils._compression import brotli, zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.storage.gaps import take_out
from tests.faults.story import page as story_page
from tests.press.server import routes_of
from tests.press.sites import sites
from tests.saved import FOLDER

SEEDS = Path(__file__).parent.parent.parent / "seeds"
PRESS = {url: told.body for url, told in routes_of(sites()).items()}
LONGEST = 20_000  # bytes of a page: the longer ones take a second each


def _pieces(text: str) -> list[bytes]:
    return [piece.encode() for piece in text.split("\n") if piece]


PAGES = [story_page().encode(), *(path.read_bytes() for path in sorted(FOLDER.glob("*.html")))]
PAGES = [body for body in PAGES if len(body) < LONGEST]
PAGE_PIECES = _pieces("""\
<html lang="en"><head>
<title>Two drones hit a depot - Amber Post</title>
<meta charset="utf-16">
<meta http-equiv="Content-Type" content="text/html; charset=hz">
<meta property="article:published_time" content="2026-03-17T10:00:00+99:99">
<meta name="author" content="By Ada Amber and ">
<meta property="og:title" content="&#xD800;">
<link rel="canonical" href="http://[::1">
<base href="//">
<script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Two drones", "author": [{"name": ["x"]}, null, 7],
"datePublished": 20260317, "@graph": [{"@id": {}, "@type": ["NewsArticle", {}]}]}
</script>
</head><body>
<article><h1>Two drones hit a depot</h1>
<p>The explosion shook the harbour at dawn and broke the windows in the whole quarter behind the market.</p>
<p>Два дроны ударили по складу в порту, сообщил мэр города в среду утром, никто не пострадал.</p>
<p>قال المسؤول إن انفجارا هز الميناء فجر اليوم وكسر نوافذ الحي كله خلف السوق.</p>
<p>
</p>
<div class="byline">By Ada Amber, Reuters</div>
<time datetime="31.02.0000 25:61">
<table><tr><td>
<ul><li><a href="/2026/03/x">Read more</a>
<iframe src="javascript:x">
<noscript>
<template>
<svg><math>
<p hidden>
<plaintext>
<textarea>
<frameset>
</article></body></html>
""")
DOCUMENTS = [path.read_bytes() for path in sorted([*FOLDER.glob("*.txt"), *(SEEDS / "corpus").glob("*.txt")])]
DOCUMENT_PIECES = _pieces("""\
By Ada Amber
Published: 17 March 2026, 10:00 GMT+25
۲۶ اسفند ۱۴۰۴
17.03.2026 24:00
Share Facebook X
Read more:
Baghdad – AFP -
The explosion shook the harbour at dawn.
""")
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
    "<title>Amber</title><item><title>Two drones</title><link>https://amber.example/2026/03/x</link><guid>7</guid>"
    "<pubDate>Tue, 17 Mar 2026 10:00:00 +0000</pubDate><description><![CDATA[<p>x</p>]]></description></item></channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry xml:base="/a/"><title type="xhtml">x</title><link rel="alternate" '
    'href="x"/><updated>2026-03-17T10:00:00Z</updated><summary>y</summary></entry></feed>'
)
_JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": 1, "url": "https://amber.example/x", "title": "x", "date_published": "2026-03-17"}],
    }
)
FEEDS = [_RSS.encode(), _ATOM.encode(), _JSON_FEED.encode(), gzip.compress(_RSS.encode())]
FEEDS += [body for url, body in PRESS.items() if url.endswith((".xml", ".json")) and b"<urlset" not in body][:6]
FEED_PIECES = _pieces("""\
<rss version="2.0">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<feed xmlns="http://www.w3.org/2005/Atom">
<channel>
<item>
<entry>
<title>x</title>
<link>http://[bad/</link>
<link href="//amber.example:99999/"/>
<guid isPermaLink="true">https://amber.example/x</guid>
<pubDate>Tue, 99 Mar 99999 99:99:99 +9999</pubDate>
<dc:date>0000-00-00</dc:date>
<description>
<media:group>
<itunes:duration>x</itunes:duration>
<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
&b;
</item>
</channel></rss>
{"version": "https://jsonfeed.org/version/1", "items": [
{"url": "https://amber.example/y", "date_published": {}, "title": []},
]}
""")
_URLSET = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://amber.example/2026/03/x</loc>'
    "<lastmod>2026-03-17</lastmod><news:news><news:publication><news:name>A</news:name><news:language>en</news:language>"
    "</news:publication><news:publication_date>2026-03-17T10:00:00Z</news:publication_date><news:title>x</news:title>"
    "</news:news></url></urlset>"
)
_INDEX = "<sitemapindex><sitemap><loc>https://amber.example/a.xml</loc><lastmod>x</lastmod></sitemap></sitemapindex>"
SITEMAPS = [_URLSET.encode(), _INDEX.encode(), gzip.compress(_URLSET.encode()), b"https://amber.example/x\n" * 3]
SITEMAPS += [body for body in PRESS.values() if b"<urlset" in body][:3]
SITEMAP_PIECES = _pieces("""\
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemapindex>
<url>
<sitemap>
<loc>https://amber.example/x</loc>
<loc>http://[::1</loc>
<loc>
<lastmod>9999-99-99T99:99:99+99:99</lastmod>
<news:news>
<news:publication_date>17 Mart 2026</news:publication_date>
<xhtml:link rel="alternate" href="x"/>
</url>
</urlset>
https://amber.example/y
""")
ROBOTS = [
    b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2\nSitemap: https://amber.example/sitemap.xml\n",
    b"\xef\xbb\xbfUser-agent: tocsin\r\nRequest-rate: 1/5s 0600-0900\r\nVisit-time: 0600-0845\r\nHost: x\r\n",
]
ROBOTS_PIECES = _pieces("""\
User-agent: *
User-agent:
Disallow: /*?*=*&*$
Allow: %zz
Crawl-delay: -1e999
Request-rate: 0/0
Request-rate: 1/99999999999999999999d 9999-0000
Visit-time: 2500-9999
Sitemap: //[
Sitemap:
*
$
""")
_BODY = story_page().encode()
PACKED = [
    gzip.compress(_BODY),
    zlib.compress(_BODY),
    zlib.compress(_BODY, wbits=-15),
    brotli.compress(_BODY),
    zstd.compress(_BODY),
]
PACKED_PIECES = [body[at : at + 16] for body in PACKED for at in (0, 16, len(body) // 2, len(body) - 16)]
OPML = [
    b'<?xml version="1.0"?><opml version="2.0"><body><outline text="A" title="B" type="rss" '
    b'xmlUrl="https://amber.example/feed.xml"/><outline text="x"><outline xmlUrl="http://b.example/"/></outline></body></opml>'
]
OPML_PIECES = _pieces("""\
<opml version="2.0"><body>
<outline
xmlUrl="http://[bad"
xmlUrl="https://amber.example:x/"
title="
text="
type="include"
url="https://amber.example/list"
</outline>
</body></opml>
<rdf:RDF>
""")
SOURCE_LISTS = [
    b'[[source]]\nname = "A"\nurl = "https://amber.example/"\nfeeds = ["https://amber.example/f"]\nscreen = "title"\n',
    (SEEDS / "sources.toml").read_bytes()[:3000].rpartition(b"[[source]]")[0],
]
WATCHLISTS = [
    b'name = "amber"\nrule = ["act near weapon", "title: act"]\n[terms.en]\nact = ["hit"]\nweapon = ["drone"]\n',
    b'rule = ["a"]\nreport = ["a"]\nmodel = "m.toml"\n[terms.uk]\na = ["\xd0\xb4\xd1\x80\xd0\xbe\xd0\xbd"]\n',
]
TOML_PIECES = _pieces("""\
[[source]]
[source]
name =
url = "https://amber.example/"
url = "http://[::1"
feeds = [
screen = "x"
language = 7
rule = ["not a near b"]
rule = ["title:"]
report =
model = "."
[terms.en]
[terms.xx]
[terms.en.a]
[["terms"]]
a = ["drone", ""]
exclude = ["heart attack"]
1979-05-27T07:32:00Z
\"""
'''
]
""")
ADDRESSES = [
    b"https://amber.example/2026/03/two-drones?utm_source=x&id=7#top",
    b"http://user:pw@[2001:db8::1]:8080/a//b/../c;d=1?x=%D0%B4&y=%zz",
    "https://пример.example/новости/дрон?страница=2".encode(),
]
ADDRESS_PIECES = _pieces("""\
http://
https:
//
www.
xn--
[::1]
[::ffff:1.2.3.4]
:99999
:x
/../
?utm_source=
&amp;
%zz
%D0
javascript:
mailto:x
amber.example
0x7f.1
index.html
;jsessionid=1
""")
DATES = [
    b"Tue, 17 Mar 2026 10:00:00 +0200",
    b"2026-03-17T10:00:00.123456789+05:30",
    "Published: 17 березня 2026, 10:00 | Updated 18.03.2026".encode(),
    "۲۶ اسفند ۱۴۰۴ - ۱۰:۰۰".encode(),
    "الثلاثاء 17 مارس 2026 م - 27 رمضان 1447 هـ".encode(),
    b"1773741600",
    b"120",
]
DATE_PIECES = _pieces("""\
17
31
2026
99999
March
мая
مارس
yesterday
2 hours ago
GMT
UTC+25:61
EST
+99:99
-0001
T10:00
25:61
AM
24:00
24 Tir 1405
5786 תשרי
令和8年3月17日
""")


def _warc() -> bytes:
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=False)
    for n in range(2):
        body = story_page().encode()[:600]
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://amber.example/{n}",
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-03-17T10:00:00Z", "WARC-Tocsin-Source": "Amber"},
            )
        )
    return packed.getvalue()


def _with_gaps() -> bytes:
    """An archive of ours of which the first record was taken out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.warc.gz"
        first = gzip.compress(b"x" * 100)
        path.write_bytes(first + gzip.compress(_warc()))
        take_out(path, [(0, len(first))])
        return path.read_bytes()


WARCS = [
    _warc(),
    _with_gaps(),
    gzip.compress(_warc()),
    b"".join(map(gzip.compress, _warc().partition(b"\r\n\r\n\r\n\r\n"))),
]
WARC_PIECES = [
    b"WARC/1.0\r\n", b"WARC/9.9\r\n", b"WARC-Type: response\r\n", b"WARC-Type: request\r\n", b"WARC-Date: x\r\n",
    b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: x\r\n", b"Content-Length: 5\r\n",
    b"WARC-Target-URI: http://[\r\n", b"Content-Type: application/http; msgtype=response\r\n", b"HTTP/1.1 x\r\n",
    b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"\r\n", b"\r\n\r\n",
    b"WARC-Block-Digest: sha1:X\r\n", b"filedesc://x 0.0.0.0 2026 text/plain 5\n",
]  # fmt: skip
