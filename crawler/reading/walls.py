"""What stands before an article, or in its place, on a page that was answered with 200: a bot challenge, a consent
wall, a login wall, an error page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.labels import compared, holds, is_label, labels
from crawler.reading.metadata import TITLE_SEPARATORS

REASONS = {
    "challenge": "a bot challenge stands before the page",
    "consent": "a consent wall stands before the page",
    "login": "a login wall stands before the page: nothing of an article is shown",
    "error": "an error page, though the server answered with success",
}
SCRIPTED = "the page shows its text only to a browser that runs its scripts"
PAGE_CHARS = 2000  # of running text: no wall shows as much
FEW_CHARS = 200  # less beside a challenge's own mark is what the challenge says of itself
MIN_SURE_WORDS = 3  # "for subscribers only" is no author's; "not found" and "sign in" may be
LINE_CHARS = 40  # a shorter line is a button, a label or a heading
NOT_RUNNING = frozenset("head script style noscript template svg h1 a nav footer button select textarea label".split())
BLOCKS = frozenset("p div li td section article main blockquote h2 h3 h4 br form ul ol table tr center dd".split())

# What stands in the scripts, frames, forms, ids and classes of a challenge alone. What these services put into ordinary
# pages too is left out: Cloudflare's jsd and beacon, Imperva's resource as a script, AWS WAF's challenge.js, widgets.
MARKS = (
    "_cf_chl_opt", "__cf_chl_", "challenge-platform/h/b/orchestrate", "challenge-platform/h/g/orchestrate",
    "cf-challenge-running", "cf-browser-verification", "cf-error-details",  # Cloudflare
    "ddos-guard/js-challenge", "ddos-guard/ddg-captcha-page", "/__qrator/qauth", "/checkcaptcha?",  # the latter: Yandex
    "_incapsula_resource?swudnsai", "captcha-delivery.com", "px-captcha",  # Imperva, DataDome, HUMAN
    "sec-if-cpt-container", "bm-verify=", "gokuprops", "sucuri_cloudproxy_js",  # Akamai, AWS, Sucuri
    "wsidchk", "/.well-known/sgcaptcha/", "anubis_challenge", "/.within.website/x/cmd/anubis",  # Imunify360, SiteGround
    "__arcsjs", "__js_p_", "__jhash_",  # ArvanCloud, hosters in Russia
)  # fmt: skip
WIDGETS = ("g-recaptcha", "h-captcha", "cf-turnstile", "smart-captcha", "frc-captcha", "geetest", "awswaf.com", "kpsdk")
ADDRESSES = {
    "consent": frozenset("consent collectconsent cookiewall cookie-wall cookie-consent myprivacy zustimmung".split()),
    "login": frozenset("login signin sign-in log-in sso paywall".split()),
    "challenge": frozenset(("showcaptcha", "sgcaptcha")),
    "error": frozenset("not-found notfound page-not-found error404 error-404 path-404 page-404".split()),
}
ERROR_CODES = frozenset("400 401 403 404 410 451 500 502 503".split())

MARKED = [  # one by one: a union would be sorted
    etree.XPath(place, smart_strings=False)
    for place in ("//script/text()", "//script/@src", "//iframe/@src", "//form/@action", "//@id", "//@class")
]
STATED = etree.XPath(
    "//meta[@property='article:published_time' or (@property='og:type' and starts-with(@content, 'article'))]"
    "|//*[contains(@itemtype, 'Article') or contains(@itemtype, 'Posting')]"
)
LINKED_DATA = etree.XPath("//script[@type='application/ld+json']/text()", smart_strings=False)
STATED_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting|Report)"')
DESCRIBED = etree.XPath("boolean(//meta[@property='og:description' or @name='description'][normalize-space(@content)])")
REFRESHED = etree.XPath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content", smart_strings=False)
REFRESH = re.compile(r"\s*(\d+)(?:\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]*))?", re.IGNORECASE)
LOADS_AGAIN = ("location.reload", "location.href", "location.replace", "location=")
PASSWORD = etree.XPath("boolean(//input[@type='password'])")
SHOWN = etree.XPath(
    "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]", smart_strings=False
)
MAX_REFRESH_SECONDS = 30  # live pages load again after a minute or more


def wall_in(tree: HtmlElement, url: str) -> str | None:
    """What stands in the way of an article, in words; None for a page that shows one, if only its first lines. Text
    decides: a captcha in a comment form or a cookie banner stands beside an article, a wall in its place."""
    if _has_paragraphs(tree):
        return None
    lines = list(_running_lines(tree))
    if sum(map(len, lines)) >= PAGE_CHARS:
        return None
    marked = "\n".join(text for place in (*MARKED, REFRESHED) for text in place(tree)).lower()
    if any(mark in marked for mark in MARKS):
        return REASONS["challenge"]
    if _is_named_error(tree):
        return REASONS["error"]
    own = sum(len(line) for line in lines if not any(_speaks_of(line, kind) for kind in REASONS))
    stated = _states_an_article(tree)
    if stated and own:
        return None
    kind = None if stated else _kind_of_name(tree, url, own) or _kind_of_challenge(tree, url, lines, own, marked)
    if kind is None and not own:
        kind = _kind_of_rest(tree, lines, teased=stated and DESCRIBED(tree))
    if kind is None and not lines and not (stated and DESCRIBED(tree)) and _is_scripted(tree):
        return SCRIPTED
    return REASONS[kind] if kind else None


def _has_paragraphs(tree: HtmlElement) -> bool:
    """Whether the unlinked words of the paragraphs are enough for any article: the quick answer for most pages."""
    chars = 0
    for paragraph in tree.iter("p"):
        chars += len(paragraph.text or "") + sum(len(child.tail or "") for child in paragraph)
        if chars >= PAGE_CHARS:
            return True
    return False


def _states_an_article(tree: HtmlElement) -> bool:
    return bool(STATED(tree)) or any(map(STATED_TYPE.search, LINKED_DATA(tree)))


def _running_lines(tree: HtmlElement) -> Iterator[str]:
    """The lines of running text that stand unlinked on the page, until there are enough of them for any article."""
    line: list[str] = []
    chars = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in NOT_RUNNING:
            walk.skip_subtree()
        elif element.tag in BLOCKS:
            text = " ".join("".join(line).split())
            line.clear()
            if len(text) >= LINE_CHARS:
                yield text
                chars += len(text)
                if chars >= PAGE_CHARS:
                    return
        if event == "end":
            line.append(element.tail or "")
        elif element.tag not in NOT_RUNNING:
            line.append(element.text or "")
    text = " ".join("".join(line).split())
    if len(text) >= LINE_CHARS:
        yield text


def _speaks_of(line: str, kind: str) -> bool:
    """Whether the line is a label of this kind, or holds one that is too long to stand in a sentence by chance."""
    return is_label(line, kind) or holds(line, kind, words=MIN_SURE_WORDS)


def _kind_of_name(tree: HtmlElement, url: str, own: int) -> str | None:
    """What kind of wall the page calls itself: in its title, its only heading or its address."""
    parts = TITLE_SEPARATORS.split(tree.findtext(".//title") or "")
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    names = [parts[0], parts[-1], *(headings if len(headings) == 1 else ())]
    address = urlsplit(url.lower())
    places = {(address.hostname or "").partition(".")[0], *address.path.split("/")}
    for kind in REASONS:
        is_named = not labels()[kind].isdisjoint(map(compared, names))
        if (is_named or not ADDRESSES[kind].isdisjoint(places)) and (kind != "login" or own < FEW_CHARS):
            return kind
    return "error" if any(name.strip() in ERROR_CODES for name in names) else None


def _is_named_error(tree: HtmlElement) -> bool:
    """Whether the system that made the page calls it an error: WordPress' error404, Drupal's path-404."""
    body = tree.find(".//body")
    names = (tree.get("class") or "").split() + ((body.get("class") or "").split() if body is not None else [])
    return not ADDRESSES["error"].isdisjoint(name.lower() for name in names)


def _kind_of_challenge(tree: HtmlElement, url: str, lines: list[str], own: int, marked: str) -> str | None:
    """A few words beside a captcha that is not a comment form's, beside an order to load the page again, or beside a
    script that sets a cookie for that: a challenge of any service."""
    if own >= FEW_CHARS:
        return None
    has_captcha = any(widget in marked for widget in WIDGETS) and next(tree.iter("textarea"), None) is None
    sets_cookie = "document.cookie" in marked and any(again in marked for again in LOADS_AGAIN) and not lines
    says_so = any(_speaks_of(line, "challenge") for line in lines)
    return "challenge" if has_captcha or sets_cookie or says_so or _loads_itself_again(tree, url) else None


def _loads_itself_again(tree: HtmlElement, url: str) -> bool:
    here = urlsplit(url)
    for content in REFRESHED(tree):
        found = REFRESH.match(content)
        target = urlsplit(found["url"].strip() if found and found["url"] else "")
        same = target.netloc in ("", here.netloc) and target.path.rstrip("/") in ("", here.path.rstrip("/"))
        if found and int(found[1]) <= MAX_REFRESH_SECONDS and same:
            return True
    return False


def _kind_of_rest(tree: HtmlElement, lines: list[str], *, teased: bool) -> str | None:
    """The kind of a page without a line of its own, by the lines that it has or by its form. A login wall whose page
    describes the article to machines has shown that much of it."""
    kind = next((kind for kind in REASONS for line in lines if _speaks_of(line, kind)), None)
    if kind is None and PASSWORD(tree):
        kind = "login"
    return None if kind == "login" and teased else kind


def _is_scripted(tree: HtmlElement) -> bool:
    """Whether the page has no word but to say that it needs scripts."""
    words = "".join(SHOWN(tree)).strip()
    asked = "".join(noscript.text_content() for noscript in tree.iter("noscript")).strip()
    return not words and 0 < len(asked) < FEW_CHARS
