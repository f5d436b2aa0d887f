"""What is healthy around each fault: a report of an attack from the invented press, its page, and the ways to it."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape

from tests.faults.answers import RSS, answer
from tests.press.sites import Article, sites

PRESS = {article.id: article for site in sites() for article in site.articles}
ENGLISH = PRESS["hc-2"]
UKRAINIAN = PRESS["rn-3"]
STORY = "/2026/03/17/rockets-hit-the-harbour"  # where each fault's story stands
PRIVATE = f"/private{STORY}"  # where it stands, too, behind what robots.txt forbids
FEED, SITEMAP, ROBOTS, HOME = "/feed.xml", "/sitemap.xml", "/robots.txt", "/"
LAUGHS = '<!ENTITY l0 "laugh">' + "".join(  # &l11; unfolds to 500 GB
    f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 12)
)
SENTENCE = ENGLISH.paragraphs[-1]  # the last of the story: who has it has all


def root_of(module: str) -> str:
    """The root of the fault's own host: `root_of(__name__)`, for `tests.faults.cases.AREA.NAME`."""
    area, name = module.split(".")[-2:]
    return f"http://{name}.{area}.fault.example".replace("_", "-")


def body_of(story: Article = ENGLISH, *, after: str = "") -> str:
    """The body of the story's page; `after` stands behind its first paragraph."""
    first, *rest = (f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs)
    return f"<main><article><h1>{escape(story.title)}</h1>{first}{after}{''.join(rest)}</article></main>"


def page(story: Article = ENGLISH, *, head: str = "", after: str = "", published: str | None = None) -> str:
    """The story's page; with the time that it states, which is the story's own, or none if it is empty."""
    published = story.published if published is None else published
    stated = f'<meta property="article:published_time" content="{published}">' if published else ""
    return (
        f'<!DOCTYPE html><html lang="{story.language}"><head><title>{escape(story.title)}</title>{stated}{head}</head>'
        f"<body>{body_of(story, after=after)}</body></html>"
    )


def rss(*items: str) -> str:
    """A feed with these items."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A feed</title>{"".join(items)}</channel></rss>'


def feed_of(module: str, *paths: str) -> bytes:
    """The answer of a healthy feed that leads to these paths of the fault's own host."""
    return answer(rss(*(item(root_of(module) + path) for path in paths)), RSS)


def item(link: str, *, title: str = ENGLISH.title, published: str | None = None, more: str = "") -> str:
    """An item of a feed."""
    date = format_datetime(datetime.fromisoformat(ENGLISH.published)) if published is None else published
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><pubDate>{escape(date)}</pubDate>{more}</item>"
    )


def urlset(*links: str, published: str = ENGLISH.published) -> str:
    """A sitemap with these addresses."""
    urls = "".join(f"<url><loc>{escape(link)}</loc><lastmod>{published}</lastmod></url>" for link in links)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(*links: str) -> str:
    """A sitemap of sitemaps."""
    children = "".join(f"<sitemap><loc>{escape(link)}</loc></sitemap>" for link in links)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}'
        "</sitemapindex>"
    )
