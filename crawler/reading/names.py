"""What the classes and ids of themes say of a block, in words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

# Words in class and id that name chrome in the themes of the common systems (WordPress, Drupal, Newspaper, Joomla…).
CHROME_NAMES = frozenset(
    "comments comment respond disqus sidebar related relatedposts sharedaddy sharing share social newsletter"
    " subscribe popular mostread trending breadcrumb breadcrumbs advert advertisement"
    " adslot promo navbar navigation menu teaser teasers recommended readalso tags taglist byline submitted caption"
    " figcaption photocredit imagecredit authorbio aboutauthor authorbox".split()
)
# What floats above the page; taken out however long it is: a consent dialog may hold more text than the article.
FLOATING_NAMES = frozenset(
    "cookie cookies consent gdpr onetrust didomi tarteaucitron usercentrics cookiebot modal popup lightbox"
    " rodo dsgvo rgpd kvkk".split()
)
LINK_LIST_NAMES = frozenset(("teaser", "teasers", "promo", "recommended"))  # also of parts of an article
STATE_WORDS = frozenset(
    "with has no without and is not enabled disabled true false".split()
)  # "has-sidebar" tells of a block, and is not its name
# The words of other people, embedded: what the class of the blockquote says before its script has run.
EMBED_NAMES = frozenset(
    "twittertweet twittervideo instagrammedia tiktokembed blueskyembed fbpost textpostmedia".split()
)
# What leads in to a text, between headline and first paragraph.
LEAD_NAMES = frozenset(
    "lead lede dek deck standfirst chapo chapeau intro introduction summary subtitle subheadline excerpt abstract perex"
    " entradilla sommario vorspann teasertext anons spot sapo ingress desc description".split()
)
HIDING_NAMES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden"))
MAX_NAME_CHARS = 500  # of a class attribute; frameworks write whole style sheets into it


def names_of(element: HtmlElement) -> frozenset[str]:
    """The words in an element's class and id, alone and in pairs."""
    return _words_of(element.get("class"), element.get("id"))


@lru_cache(maxsize=4096)
def _words_of(*attributes: str | None) -> frozenset[str]:
    return frozenset(word for attribute in attributes if attribute for word in _words_in(attribute[:MAX_NAME_CHARS]))


def _words_in(attribute: str) -> tuple[str, ...]:
    """The words of a class or id, alone and in pairs: `td-related-posts` names td, related, posts, relatedposts…"""
    found: list[str] = []
    for name in attribute.split():
        spaced = re.sub(r"([a-z])([A-Z])", r"\1-\2", name).lower()
        words = [word for word in re.split(r"[-_]+", spaced) if word]
        if not STATE_WORDS.isdisjoint(words):
            continue
        found += [*words, "".join(words), *(first + second for first, second in pairwise(words))]
    return tuple(found)
