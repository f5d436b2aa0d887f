"""The saved pages: in saved/, NAME.html (or .txt), a page as a site serves it, beside NAME.toml, what is true of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.records import Article, Link, Page, iso

FOLDER = Path(__file__).parent / "saved"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FETCHED = datetime(2026, 12, 31, tzinfo=UTC)  # later than all that the pages tell of
KINDS = {".html": "text/html", ".txt": "text/plain"}


@dataclass(frozen=True)
class Sample:
    """A page and what is true of it: `paragraphs` (or `text`, where only the words are known), `title`, `authors`,
    `published` (see `is_published`), `language`. What is not known is not in `answer`."""

    name: str
    page: Page
    answer: dict[str, Any] = field(repr=False)


def saved(name: str) -> Sample:
    """A saved page and what is true of it."""
    stated = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    path = next(path for suffix in KINDS if (path := FOLDER / (name + suffix)).exists())
    summary = stated.get("summary")
    page = Page(
        stated["url"],
        path.read_bytes(),
        FETCHED,
        "saved",
        content_type=KINDS[path.suffix],
        charset=stated.get("charset"),
        announced=Link(stated["url"], summary=summary) if summary else None,
    )
    known = {key: stated[key] for key in ("paragraphs", "title", "authors", "language")}
    published = to_the_minute(stated["published"]) if "published" in stated else ""
    return Sample(name, page, {**known, "published": published[:10] if stated.get("published_day_only") else published})


def is_published(article: Article, stated: str) -> bool:
    """Whether an article's publication is the stated one: UTC, to the minute or only to the day ("2026-03-12T06:40",
    "2026-03-12"); empty where the page states none."""
    return (iso(article.published) or "").startswith(stated) if stated else article.published is None


def to_the_minute(stated: str) -> str:
    moment = datetime.fromisoformat(stated)
    return (iso(moment.astimezone(UTC) if moment.tzinfo else moment) or "")[:16]
