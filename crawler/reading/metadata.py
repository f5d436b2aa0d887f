"""Title, authors, site and canonical address of a page, from what its markup states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.reading.labels import compared, labels
from crawler.words import storable

NEWS_TYPES = re.compile(r"(Article|BlogPosting|Posting|Report)$")
TITLE_SEPARATORS = re.compile(r"\s+(?:[|»«·•–—-]|::)\s+")
NOBLE_PARTICLES = frozenset(("di", "von"))  # labels of bylines, and parts of names
NOBODY = frozenset(
    "admin administrator editor editors newsroom news desk staff reporter webmaster root user redaction redaktion"
    " redakcja редакція редакция agencies author".split()
) | {"staff reporter", "news desk", "web desk", "staff writer", "editorial team"}


@dataclass(frozen=True)
class Metadata:
    """What the markup states of an article; None or empty where it is silent."""

    title: str | None
    heading: str | None
    authors: tuple[str, ...]
    site: str | None
    description: str | None
    language: str | None
    canonical: str | None
    documents: list[dict[str, object]]  # its JSON-LD articles


def metadata_of(tree: HtmlElement, url: str) -> Metadata:
    """The metadata of a parsed page."""
    documents = list(_news_documents(tree))
    site = _meta(tree, "og:site_name") or _site_in(documents)
    heading = _heading(tree)
    stated = str(documents[0].get("headline") or "") if documents else ""
    page_title = _words(next(iter(tree.xpath("//title/text()")), ""))
    title = _title(heading, stated or _meta(tree, "og:title") or "", page_title, site)
    language = tree.get("lang") or _meta(tree, "og:locale") or next(iter(tree.xpath("//html/@lang")), None)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    return Metadata(
        title=title,
        heading=heading,
        authors=_authors(tree, documents),
        site=site,
        description=_meta(tree, "og:description") or _meta(tree, "description"),
        language=re.split(r"[-_]", language)[0].lower() if language else None,
        canonical=_joined(url, _words(canonical) if canonical else None),
        documents=documents,
    )


def _joined(url: str, href: str | None) -> str | None:
    try:
        return urljoin(url, href.strip()) if href and href.strip() else None
    except ValueError:
        return None


def _words(text: str) -> str:
    """The words of a stated text, without what no database can hold: NULs, halves of surrogate pairs."""
    return " ".join(storable(text).split())


def _meta(tree: HtmlElement, name: str) -> str | None:
    for attribute in ("property", "name"):
        for content in tree.xpath(f"//meta[@{attribute}=$name]/@content", name=name):
            if _words(content):
                return _words(content)
    return None


def _heading(tree: HtmlElement) -> str | None:
    headings = [_words(h.text_content()) for h in tree.iter("h1")]
    return next((h for h in headings if h), None) if len(set(headings)) <= 2 else None


def _title(heading: str | None, stated: str, page_title: str, site: str | None) -> str | None:
    """The title without the site's name: the page's title names it before or behind a separator."""
    parts = TITLE_SEPARATORS.split(page_title)
    for whole in (stated, heading or ""):
        if whole and compared(whole) and (not page_title or compared(whole) in compared(page_title) or not heading):
            return _without_site(_words(whole), site)
    if len(parts) > 1 and len(parts[-1]) < len(page_title) / 2:
        tail = TITLE_SEPARATORS.search(page_title, len(page_title) - len(parts[-1]) - 5)
        page_title = page_title[: tail.start()] if tail else page_title
    return _without_site(page_title, site) or _words(stated) or heading or None


def _without_site(title: str, site: str | None) -> str:
    if site and title.casefold().endswith(site.casefold()) and len(title) > len(site):
        before = title[: -len(site)].rstrip()
        shorter = re.sub(r"\s*[|»«·•–—:-]+$", "", before)
        return shorter if shorter != before else title
    return title


def _news_documents(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _news_in(json.loads(script, strict=False), depth=0)
        except (ValueError, RecursionError):
            continue


def _news_in(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > 5:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _news_in(item, depth + 1)
    elif isinstance(value, dict):
        kind = value.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(k, str) and NEWS_TYPES.search(k) for k in kinds):
            yield value
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _news_in(value.get(key), depth + 1)


def _site_in(documents: list[dict[str, object]]) -> str | None:
    for document in documents:
        publisher = document.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return _words(publisher["name"]) or None
    return None


def _authors(tree: HtmlElement, documents: list[dict[str, object]]) -> tuple[str, ...]:
    stated = [name for document in documents for name in _names_in(document.get("author"))]
    stated = stated or [_meta(tree, "author") or _meta(tree, "article:author") or ""]
    if not any(map(_is_person, stated)):
        marked = tree.xpath(
            "//*[@rel='author' or @itemprop='author' or contains(concat(' ',@class,' '),' author ')"
            " or contains(concat(' ',@class,' '),' byline ')]"
        )
        stated = [_words(element.text_content()) for element in marked[:3]]
    people: list[str] = []
    for name in stated:
        person = _without_label(name)
        if _is_person(person) and person.casefold() not in (p.casefold() for p in people):
            people.append(person)
    return tuple(people)


def _names_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names_in(value.get("name"))
    elif isinstance(value, list):
        for item in value[:20]:
            yield from _names_in(item)


def _without_label(name: str) -> str:
    """A name without the "By" before it; what is only a label is no name. Di Maio and Von Trapp keep theirs."""
    words = _words(name)
    first, _, rest = words.partition(" ")
    if compared(words) in labels()["byline"]:
        return ""
    is_label = compared(first) in labels()["byline"]
    is_part_of_name = compared(first) in NOBLE_PARTICLES and not first.endswith(":") and len(rest.split()) < 2
    return rest.strip(" :") if is_label and not is_part_of_name else words


def _is_person(name: str) -> bool:
    return bool(
        name
        and len(name) <= 60
        and not re.search(r"https?:|@|\d", name)
        and compared(name) not in NOBODY
        and len(name.split()) <= 6
    )
