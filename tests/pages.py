"""Pages made by hand: an invented story, and one thing around it that a test is about."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.reading.extraction import extract
from crawler.records import Article, Link, Page

FETCHED = datetime(2026, 3, 20, 12, tzinfo=UTC)
URL = "https://amber.example/2026/03/shell-hits-harbour"
TITLE = "Shell hits the harbour of Port Amber"
STORY = (
    "The explosion shook the harbour at dawn and broke the windows in the whole quarter behind the fish market.",
    "Officers closed the road and asked people to stay at home until the evening, as more shells were feared.",
    "Nobody was hurt, the mayor said in the afternoon after a visit to the place where the first shell fell.",
    "It was the third such night in a month, and the council asked the government for shelters and for sirens.",
)
HEADING = f"<h1>{TITLE}</h1>"


def paragraphs(*texts: str) -> str:
    """Texts, each as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def html_of(body: str, *, head: str = "", title: str = f"{TITLE} - Amber Post", language: str = "en") -> str:
    """A whole page around a body."""
    return f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


def page_of(html: str | bytes, url: str = URL, announced: Link | None = None, charset: str | None = None) -> Page:
    """A page as it was fetched."""
    body = html.encode() if isinstance(html, str) else html
    return Page(url, body, FETCHED, "amber", announced=announced, charset=charset)


def article_of(body: str, *, head: str = "", **more: str) -> Article:
    """The article of a page with this body."""
    return extract(page_of(html_of(body, head=head, **more)))


def lines_of(body: str) -> list[str]:
    """The paragraphs of the article of a page with this body."""
    return article_of(body).text.split("\n\n")
