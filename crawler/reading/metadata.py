"""What the markup of a page states of its article: title, authors, site, section, image, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.reading.authors import STAFF_WORDS, Byline
from crawler.reading.credits import credited_in
from crawler.reading.header import Header, Parts, names_of, parts_of, text_of
from crawler.reading.labels import compared, labels
from crawler.reading.structured import Node, StructuredData, address_key, kinds_of, states, texts_in
from crawler.urls import is_same_site
from crawler.words import storable

TITLE_SEPARATORS = re.compile(r"\s+(?:[|»«·•–—-]|::)\s+")
SITE_SEPARATORS = r"[|»«·•–—:-]"
SECTION_METAS = ("article:section", "og:section", "parsely-section")
IMAGE_METAS = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src", "image")
CRUMB_NAMES = frozenset(("breadcrumb", "breadcrumbs", "crumbs"))
NO_PICTURES = frozenset(
    "logo logos placeholder default favicon icon blank noimage nophoto avatar sprite spacer pixel dummy".split()
)
# Where the markup says whose story this is; the address or name there may be the site's own.
SOURCE_KEYS = ("provider", "sourceOrganization", "creditText", "isBasedOn", "isBasedOnUrl")
SOURCE_METAS = ("syndication-source", "original-source", "citation_source", "dc.source", "article:source")
NAMING = ("property", "name", "itemprop")  # attributes of a meta tag
HOME_WORDS = frozenset(("home", "homepage", "logo"))
MIN_SHARED = 0.5  # of a heading's words: the page's title says the same
MIN_HEADLINE_WORDS = 4
MAX_HEADINGS = 20
MAX_STATED = 300
MAX_ADDRESS = 2000


@dataclass(frozen=True)
class Metadata:
    """What the markup states of an article; None or empty where it is silent."""

    title: str | None
    heading: str | None
    authors: tuple[str, ...]  # people
    stated_authors: tuple[str, ...]  # bylines as they stand: desks and agencies too
    sources: tuple[str, ...]  # names and addresses of others that the story is from
    site: str | None
    section: str | None
    image: str | None
    description: str | None
    language: str | None
    canonical: str | None
    documents: list[Node]  # its JSON-LD articles
    header: Header


def metadata_of(tree: HtmlElement, url: str) -> Metadata:
    """The metadata of a parsed page. What describes other stories on it is left out."""
    parts = parts_of(tree)
    data = StructuredData(parts["script"])
    metas = _metas(parts["meta"])
    page_title = next((text for title in parts["title"] if (text := text_of(title)[:MAX_STATED])), "")
    canonical = _joined(url, next(_links(parts["link"], "canonical"), None))
    if canonical and urlsplit(canonical).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        canonical = None  # the home page, on every page of the site
    addresses = frozenset(address_key(a) for a in (url, canonical, _joined(url, _first(metas, "og:url"))) if a)
    printed = [text for element in parts["h1"][:MAX_HEADINGS] if (text := _words(text_of(element)))]
    headlines = frozenset(compared(t) for t in (*printed, page_title, _first(metas, "og:title")) if t) - {""}
    documents = data.articles(lambda node: states(node, addresses, headlines))
    stated = next((text for document in documents for text in texts_in(document.get("headline"))), "")
    site = _site(metas, documents, data, page_title, url)
    stated = stated or _first(metas, "og:title", "twitter:title") or ""
    heading = _heading(parts, stated, page_title, site)
    title = _title(heading, stated, page_title, site)
    header = Header(tree, (title, heading) if heading or stated else _page_titles(page_title, site), parts)
    if not heading and not stated and header.title:
        title = header.title
    byline = Byline(tree, documents, header, site)
    language = tree.get("lang") or _first(metas, "og:locale") or next(iter(tree.xpath("//html/@lang")), None)
    return Metadata(
        title=title,
        heading=heading,
        authors=byline.people,
        stated_authors=tuple(byline.stated),
        sources=tuple(dict.fromkeys((*credited_in(header.texts), *_sources(metas, documents, canonical, url, site)))),
        site=site,
        section=_section(tree, metas, documents, data, {compared(title or ""), compared(heading or "")}, url),
        image=_image(parts["link"], metas, documents, url),
        description=_first(metas, "og:description", "description"),
        language=re.split(r"[-_]", language)[0].strip().lower()[:8] or None if language else None,
        canonical=canonical,
        documents=documents,
        header=header,
    )


def _joined(url: str, href: str | None) -> str | None:
    """The whole address of a link, if it leads to the web."""
    try:
        address = urljoin(url, href.strip()) if href and href.strip() else ""
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None


def _words(text: str) -> str:
    """The words of a stated text, without what no database can hold: NULs, halves of surrogate pairs."""
    return " ".join(storable(text[:MAX_ADDRESS]).split())


def _metas(elements: Iterable[HtmlElement]) -> dict[str, list[str]]:
    """What the page's meta tags state, by their name in lower case."""
    found: dict[str, list[str]] = {}
    for meta in elements:
        names = [name for attribute in NAMING if (name := meta.get(attribute))]
        if names and (content := _words(meta.get("content") or "")):
            for name in names:
                found.setdefault(name.strip().lower()[:100], []).append(content)
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _links(elements: Iterable[HtmlElement], kind: str) -> Iterator[str]:
    for link in elements:
        if (
            kind in (link.get("rel") or "")[:100].lower().split()
            and 0 < len(href := link.get("href") or "") <= MAX_ADDRESS
        ):
            yield _words(href)


def _heading(parts: Parts, stated: str, page_title: str, site: str | None) -> str | None:
    """The main heading that is the headline of the article: not the name of the site or of a section, nor a slogan
    above a headline of lower rank."""
    names = _words_in(site or "") | HOME_WORDS
    titles = _words_in(stated or _page_titles(page_title, site)[0])
    found: list[tuple[float, str]] = []
    for element in parts["h1"][:MAX_HEADINGS]:
        heading = _words(text_of(element))
        words = _words_in(heading)
        if not words - names or _names_site(heading, stated, page_title):
            continue
        shared = len((words - names) & titles) / len(words - names)
        if shared >= MIN_SHARED or (len(words) >= MIN_HEADLINE_WORDS and not _is_printed(stated, parts)):
            found.append((shared, heading))
    return max(found, key=itemgetter(0))[1] if found else None


def _words_in(text: str) -> frozenset[str]:
    return frozenset(compared(text).split())


def _names_site(heading: str, stated: str, page_title: str) -> bool:
    """Whether a heading is a short part of the page's title: a name beside that of the article."""
    parts = TITLE_SEPARATORS.split(page_title)
    own = compared(heading)
    is_part = len(parts) > 1 and own in map(compared, parts)
    return is_part and 2 * len(heading) < len(page_title) and own != compared(stated)


def _is_printed(title: str, parts: Parts) -> bool:
    """Whether a heading of lower rank prints a title."""
    return any(compared(title) == compared(text_of(h)) for tag in ("h2", "h3") for h in parts[tag][:MAX_HEADINGS])


def _title(heading: str | None, stated: str, page_title: str, site: str | None) -> str | None:
    """The title as the page prints it; else as it states it, without the site's name."""
    if heading and re.findall(r"\w+", heading.casefold()) != re.findall(r"\w+", stated.casefold()):
        return _without_site(heading, site)
    return _without_site(stated, site) if stated else _page_titles(page_title, site)[0] or None


def _page_titles(page_title: str, site: str | None) -> list[str]:
    """What can be the article's title in that of the page: all but its shorter end, then the parts before or behind the
    site's name, the longest first."""
    cuts = [*TITLE_SEPARATORS.finditer(page_title)]
    whole = _without_site(page_title, site)
    before = [page_title[: cut.start()] for cut in reversed(cuts)]
    after = [page_title[cut.end() :] for cut in cuts]
    likely = [part for part in before[:1] if 2 * len(part) > len(page_title)] if whole == page_title else []
    return list(dict.fromkeys([*likely, whole, *sorted([*before, *after], key=len, reverse=True)]))


def _without_site(title: str, site: str | None) -> str:
    if not site or len(title) <= len(site):
        return title
    if title.casefold().endswith(site.casefold()):
        before = title[: -len(site)].rstrip()
        shorter = re.sub(rf"\s*{SITE_SEPARATORS}+$", "", before)
        return shorter if shorter != before else title
    if title.casefold().startswith(site.casefold()) and re.match(rf"\s*{SITE_SEPARATORS}\s+\S", title[len(site) :]):
        return re.sub(rf"^\s*{SITE_SEPARATORS}\s+", "", title[len(site) :])
    return title


def _site(
    metas: dict[str, list[str]], documents: list[Node], data: StructuredData, page_title: str, url: str
) -> str | None:
    """The name that the site gives itself; or the part of the page's title that its host name repeats."""
    named = _first(metas, "og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone")
    publisher = next((name for document in documents for name in texts_in(document.get("publisher"))), None)
    website = next((name for n in data.nodes if "WebSite" in kinds_of(n) for name in texts_in(n)), None)
    if found := _first(metas, "og:site_name") or publisher or website or named:
        return found.lstrip("@")
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").removeprefix("www.").split(".")[0])
    parts = TITLE_SEPARATORS.split(page_title)
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        letters = re.sub(r"[^a-z0-9]", "", part.lower())
        if len(letters) > 3 and (host.startswith(letters) or (letters in host and 2 * len(letters) > len(host))):
            return part
    before, _, title = page_title.rpartition(": ")
    return before if len(before.split()) > 1 and title == _first(metas, "og:title") else None


def _section(
    tree: HtmlElement,
    metas: dict[str, list[str]],
    documents: list[Node],
    data: StructuredData,
    titles: set[str],
    url: str,
) -> str | None:
    """The section that the article stands in; the last of a breadcrumb trail between home and the article."""
    stated = chain(
        (text for document in documents for text in texts_in(document.get("articleSection"))),
        (text for name in SECTION_METAS for text in metas.get(name, [])),
        _crumbs(tree, data, titles, url),
    )
    return next((text for text in stated if compared(text) and compared(text) not in titles and len(text) < 80), None)


def _crumbs(tree: HtmlElement, data: StructuredData, titles: set[str], url: str) -> Iterator[str]:
    """The steps of the breadcrumb trail that can be the article's section, the nearest to it first."""
    trail = [(name, _joined(url, address) or "") for name, address in data.crumbs()] or list(_trail(tree, url))
    for name, address in reversed(trail[1:]):
        if compared(name) not in titles and (not address or address_key(address) != address_key(url)):
            yield name
    # A single step is home, or a section whose home is left out.
    yield from (name for name, address in trail[:1] if len(trail) == 1 and urlsplit(address).path.strip("/"))


def _trail(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    for element in tree.iter("nav", "ol", "ul", "div", "p", "section"):
        if _is_trail(element):
            links = [(text_of(a), _joined(url, a.get("href")) or "") for a in element.iter("a")][:10]
            if links:
                yield from ((name, address) for name, address in links if name)
                return


def _is_trail(element: HtmlElement) -> bool:
    if "breadcrumb" in (element.get("aria-label") or "")[:100].lower():
        return True
    marks = (element.get("class"), element.get("id"))
    return any(mark and "rumb" in mark for mark in marks) and not CRUMB_NAMES.isdisjoint(names_of(element))


def _image(links: Iterable[HtmlElement], metas: dict[str, list[str]], documents: list[Node], url: str) -> str | None:
    """The address of the picture that leads the article; no logo, no stand-in."""
    stated = chain(
        (address for document in documents for address in _addresses_in(document.get("image"))),
        (address for name in IMAGE_METAS for address in metas.get(name, [])),
        _links(links, "image_src"),
    )
    addresses = (_joined(url, _words(address)) for address in stated if len(address) <= MAX_ADDRESS)
    return next((address for address in addresses if address and _is_picture(address)), None)


def _addresses_in(value: object) -> Iterator[str]:
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("contentUrl") or item.get("url") or item.get("@id")
        if isinstance(item, list):
            item = next(iter(item), None)
        if isinstance(item, str):
            yield item


def _is_picture(address: str) -> bool:
    name = urlsplit(address).path.rsplit("/", 1)[-1].lower()
    return bool(name) and NO_PICTURES.isdisjoint(re.split(r"[^a-z]+", name))


def _sources(
    metas: dict[str, list[str]], documents: list[Node], canonical: str | None, url: str, site: str | None
) -> Iterator[str]:
    """Whom the markup credits with the story; not the site itself."""
    own = {compared(site or "")} | {compared(n) for d in documents for n in texts_in(d.get("publisher"))}
    stated = [text for document in documents for key in SOURCE_KEYS for text in _named(document.get(key))]
    for document in documents:
        for key in ("author", "creator"):
            value = document.get(key)
            for each in value[:20] if isinstance(value, list) else [value]:
                if isinstance(each, dict) and any(kind.endswith("Organization") for kind in kinds_of(each)):
                    stated += (name for name in texts_in(each) if STAFF_WORDS.isdisjoint(compared(name).split()))
    stated += [text for name in SOURCE_METAS for text in metas.get(name, [])]
    stated += [canonical] if canonical and not _is_own(canonical, url) else []
    for text in stated:
        if text.startswith(("http://", "https://")):
            if len(text) < MAX_ADDRESS and not _is_own(text, url):
                yield text
        elif _is_name(text) and not any(_is_part(compared(text), name) for name in own):
            yield text


def _is_name(text: str) -> bool:
    """Whether it is the name of somebody, and not that of a system or a file."""
    return len(text) <= 80 and (not text[0].islower() or compared(text) in labels()["agency"])


def _named(value: object) -> Iterable[str]:
    return list(texts_in(value)) or list(_addresses_in(value))


def _is_own(address: str, url: str) -> bool:
    try:
        return is_same_site(address, url)
    except ValueError:
        return True  # no address at all


def _is_part(text: str, name: str) -> bool:
    return not text or (bool(name) and (text in name or name in text))
