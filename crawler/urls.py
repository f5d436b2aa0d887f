"""One spelling for each address, one key for all its variants, and whether it looks like an article's."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

MAX_URL_CHARS = 2000  # longer ones are traps or session states
DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that tell who sent the reader, never what is read. Source: the vendors' documentation.
TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|mc_cid|mc_eid|_hs\w+|mkt_tok"
    r"|ref_src|referrer|cmpid|ocid|smid|at_\w+|xtor|ns_\w+|wt_mc|wt\.mc\w*|guce_\w+|srsltid|_ga|_gl|phpsessid"
    r"|jsessionid|traffic_source)$",
    re.IGNORECASE,
)
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
HOST = re.compile(r"[0-9a-f:.]*:[0-9a-f:.]*|[a-z0-9_-]+(\.[a-z0-9_-]+)*")  # an IPv6 address, or labels in ASCII
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
SAME_HOST = re.compile(r"^(www\d?|m|mobile|amp)\.(?=[^.]+\.)")
INDEX_FILE = re.compile(r"/(index|default)\.(html?|php|aspx?)$", re.IGNORECASE)
AMP_PATH = re.compile(r"/amp/?$|^/amp(?=/)|\.amp(?=\.html?$)", re.IGNORECASE)
AMP_PARAMETERS = frozenset(["amp", "outputtype"])
NOT_A_PAGE = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|atom|pdf|zip|gz|mp[34]|m4a|webm|avi|mov|docx?|xlsx?|pptx?|woff2?)$",
    re.IGNORECASE,
)
# Paths of pages that list, sell or explain; none of them is a report.
SECTION_WORDS = frozenset(
    "tag tags category categories author authors search login register signin signup subscribe about about-us contact"
    " contact-us contacts privacy privacy-policy terms terms-of-use cookie-policy rss feed feeds newsletter newsletters"
    " gallery wp-content wp-admin wp-json wp-login.php user users account cart shop jobs advertise sitemap horoscope"
    " podcast podcasts rubric rubrics kategorie etiqueta autor faq help donate".split()
)
MIN_SLUG_WORDS = 3  # "drones-hit-depot"; sections have one or two words
MIN_ID_DIGITS = 4


def canonical_url(url: str, base: str | None = None) -> str | None:
    """The spelling under which a URL is fetched and kept: lower-case scheme and host, no fragment, default port,
    session or tracking parameters. None if it is no http(s) address."""
    if not url.strip():
        return None
    try:
        joined = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(safe_url_string(joined))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except (ValueError, UnicodeError):
        return None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not HOST.fullmatch(host):
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port and port != DEFAULT_PORTS[scheme]:
        netloc += f":{port}"
    query = "&".join(part for part in _parameters(parts.query) if not TRACKING.match(_name(part)))
    spelled = urlunsplit((scheme, netloc, SESSION.sub("", parts.path) or "/", query, ""))
    spelled = ESCAPE.sub(lambda escape: escape[0].upper(), spelled)
    return spelled if len(spelled) <= MAX_URL_CHARS else None


def url_key(url: str) -> str:
    """What all variants of an address share: no scheme, www, m., trailing slash, index file or AMP; parameters in
    order. `url` is canonical, or no web address at all (then it is its own key)."""
    if not url.startswith(("http://", "https://")):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = AMP_PATH.sub("", INDEX_FILE.sub("/", re.sub(r"/{2,}", "/", parts.path)))
    parameters = sorted(part for part in _parameters(parts.query) if _name(part).lower() not in AMP_PARAMETERS)
    query = f"?{'&'.join(parameters)}" if parameters else ""
    return f"{SAME_HOST.sub('', parts.netloc)}{path.rstrip('/')}{query}"


def is_same_site(url: str, home: str) -> bool:
    """Whether two addresses belong to one site: the same host, or one a subdomain of the other."""
    one, other = (SAME_HOST.sub("", urlsplit(address).hostname or "") for address in (url, home))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def is_section_url(url: str) -> bool:
    """Whether an address is a home page, a file, a form, or a page that lists or explains: surely no report."""
    parts = urlsplit(url)
    segments = _segments(url)
    return not segments or bool(NOT_A_PAGE.search(parts.path)) or any(s in SECTION_WORDS for s in segments[:2])


def is_article_url(url: str) -> bool:
    """Whether an address alone tells a report: a headline, a number or a date stands in it."""
    if is_section_url(url):
        return False
    parts = urlsplit(url)
    last = re.sub(r"\.(s?html?|php|aspx?|ece|cms)$", "", (_segments(url) or [""])[-1])
    if len(re.findall(r"[^\W\d_]{2,}", last)) >= MIN_SLUG_WORDS:
        return True
    if re.search(rf"\d{{{MIN_ID_DIGITS},}}", last) or re.search(r"/(19|20)\d\d/\d{1,2}/", parts.path):
        return True
    return any(re.fullmatch(rf"\d{{{MIN_ID_DIGITS},}}", value) for _, value in parse_qsl(parts.query))


def _segments(url: str) -> list[str]:
    parts = urlsplit(url)
    named = [segment for segment in unquote(parts.path).casefold().split("/") if segment]
    return named or [value for _, value in parse_qsl(parts.query) if value.isdigit()]


def _parameters(query: str) -> list[str]:
    """The parameters of a query as they are written: what is in no UTF-8, or has no value, stays as it is."""
    return [part for part in query.replace("&amp;", "&").split("&") if part]


def _name(parameter: str) -> str:
    return unquote(parameter.partition("=")[0])
