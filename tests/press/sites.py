"""The invented press: sites and articles as written in sites/*.toml, which are the answers too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "sites"


@dataclass(frozen=True)
class Article:
    """An article as its author wrote it, and what is true of it."""

    id: str
    path: str
    kind: str
    incident: str
    copy_of: str
    relevant: bool
    published: str
    author: str
    title: str
    why: str
    language: str
    paragraphs: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Site:
    """A site of the press."""

    name: str
    host: str
    language: str
    slogan: str
    categories: tuple[str, ...]
    theme: str
    way: str  # how its articles are found
    charset: str
    articles: tuple[Article, ...] = field(repr=False)

    @property
    def root(self) -> str:
        return f"http://{self.host}"


def sites() -> list[Site]:
    """The sites of the press, by host."""
    return [_site(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]


def _site(document: dict) -> Site:
    suffix = {"wordpress": "/", "tables": ".html"}.get(document["theme"], "")
    articles = []
    for entry in document.pop("article"):
        entry = {"language": document["language"], **entry}
        path = f"/{entry.pop('slug').strip('/')}{suffix}"
        articles.append(Article(path=path, **{**entry, "paragraphs": tuple(entry["paragraphs"])}))
    return Site(**{**document, "categories": tuple(document["categories"])}, articles=tuple(articles))
