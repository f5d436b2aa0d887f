"""A page that stands before an article, or in its place, is told from an article with a banner or a captcha on it."""

from __future__ import annotations

import pytest

from crawler.reading import labels as labels_module
from crawler.reading import walls
from crawler.reading.limits import parse
from crawler.reading.walls import REASONS, SCRIPTED, wall_in
from tests.pages import HEADING, STORY, TITLE, URL, html_of, paragraphs

CAPTCHA = '<div class="g-recaptcha" data-sitekey="x"></div>'
STATED = '<meta property="og:type" content="article">'
ASKED = "Please check the box below to show that no machine is reading these pages."
TERMS = paragraphs(*["We and our partners keep small files on your device to measure what is read here."] * 9)
LINKED_DATA = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x"}</script>'
LOGIN_FORM = '<form><input name="name"><input type="password"></form>'
COMMENT_FORM = f"<form><textarea></textarea>{CAPTCHA}</form>"
SETS_COOKIE = "<script>document.cookie='seen='+hash(); location.reload()</script>"
CHALLENGES = {
    "cloudflare": "<script>window._cf_chl_opt={cType:'managed'}</script><p>Wait.</p>",
    "ddos-guard": '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
    "qrator": '<script src="/__qrator/qauth_utm.js"></script>',
    "yandex": '<form action="/checkcaptcha?key=1"></form>',
    "imperva": '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31"></iframe>',
    "datadome": '<iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe>',
    "human": f'<div id="px-captcha"></div><p>{ASKED}</p>',
    "akamai": '<div id="sec-if-cpt-container"></div>',
    "aws": '<script>window.gokuProps = {"key": "x"}</script>',
    "anubis": f'<script id="anubis_challenge" type="application/json">{{}}</script>{TERMS}',
    "a proof of work": "<script>document.cookie='__jhash_='+get_jhash(1)</script>",
}


@pytest.fixture(autouse=True)
def labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels of which no theme's change of words can break a test."""
    known = {
        "challenge": frozenset(("one moment please", "prove that you are human")),
        "consent": frozenset(("your privacy matters", "accept all files")),
        "login": frozenset(("sign in", "for subscribers only")),
        "error": frozenset(("page not found", "not found")),
    }
    monkeypatch.setattr(walls, "labels", lambda: known)
    monkeypatch.setattr(labels_module, "labels", lambda: known)
    monkeypatch.setattr(labels_module, "_by_first_word", labels_module._by_first_word.__wrapped__)


def wall_of(body: str, *, head: str = "", title: str = "Amber Post", url: str = URL) -> str | None:
    return wall_in(parse(html_of(body, head=head, title=title)), url)


@pytest.mark.parametrize("body", CHALLENGES.values(), ids=CHALLENGES.keys())
def test_a_challenge_is_known_by_the_markup_that_no_other_page_has(body: str) -> None:
    assert wall_of(f"<div>{body}</div>") == REASONS["challenge"]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ASKED}</p>{CAPTCHA}",
        f"<p>{ASKED}</p><div class='cf-turnstile'></div>",
        f"<p>{ASKED}</p><div class='smart-captcha'></div>",
        f"<div>{SETS_COOKIE}</div>",
        f"<div><p></p>{SETS_COOKIE}</div>",
        "<p>Now prove that you are human, and we let you pass on to the page that you want.</p>",
    ],
)
def test_a_challenge_of_any_service_is_known_where_hardly_anything_else_stands_on_the_page(body: str) -> None:
    assert wall_of(body) == REASONS["challenge"]


@pytest.mark.parametrize("order", ["5", "5; URL=/2026/03/shell-hits-harbour?again=1", f"0;url='{URL}'"])
def test_a_page_that_soon_loads_itself_again_is_a_challenge(order: str) -> None:
    assert wall_of("<p>Wait.</p>", head=f'<meta http-equiv="Refresh" content="{order}">') == REASONS["challenge"]


@pytest.mark.parametrize("order", ["300", "5; URL=/2026/other", "5; URL=https://other.example/", "soon"])
def test_a_live_page_and_a_redirect_are_no_challenge(order: str) -> None:
    assert wall_of(f"<p>{STORY[0]}</p>", head=f'<meta http-equiv="refresh" content="{order}">') is None


@pytest.mark.parametrize(
    "title", ["One moment please...", "One moment, please! | Amber Post", "Amber Post - one moment please"]
)
def test_a_challenge_is_known_by_its_title(title: str) -> None:
    assert wall_of(TERMS, title=title) == REASONS["challenge"]


@pytest.mark.parametrize(
    ("body", "title", "url"),
    [
        (f"<h1>Your privacy matters</h1>{TERMS}", "Amber Post", URL),
        (TERMS, "Your privacy matters", URL),
        (TERMS, "Amber Post", "https://consent.amber.example/v2?session=1"),
        (TERMS, "Amber Post", "https://amber.example/consent/tcf/2026/03/shell"),
        ("<p>Read the terms or accept all files of ours and of our partners.</p>", "Amber Post", URL),
    ],
)
def test_a_consent_wall_is_known_by_what_the_whole_page_calls_itself(body: str, title: str, url: str) -> None:
    assert wall_of(body, title=title, url=url) == REASONS["consent"]


@pytest.mark.parametrize(
    ("body", "title", "url"),
    [
        (LOGIN_FORM, "Sign in - Amber Post", URL),
        (LOGIN_FORM, "Amber Post", "https://amber.example/login?next=/2026/03/shell"),
        (LOGIN_FORM, "Amber Post", URL),
        (f"{HEADING}<p>This story is for subscribers only. Buy a week of all our stories.</p>", TITLE, URL),
    ],
)
def test_a_login_wall_is_a_page_with_nothing_of_an_article(body: str, title: str, url: str) -> None:
    assert wall_of(body, title=title, url=url) == REASONS["login"]


def test_a_login_wall_behind_the_first_paragraph_is_an_article() -> None:
    body = f"{HEADING}<p>{STORY[0]}</p><p>This story is for subscribers only. Buy a week of all.</p>{LOGIN_FORM}"
    assert wall_of(body) is None
    assert wall_of(body, head=STATED) is None


def test_a_login_wall_that_describes_its_article_has_shown_that_much() -> None:
    body = f"{HEADING}<p>This story is for subscribers only. Buy a week of all our stories.</p>"
    described = f'<meta name="description" content="{STORY[0]}">'
    assert wall_of(body, head=STATED) == REASONS["login"]
    assert wall_of(body, head=STATED + described) is None


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (html_of(f"<h1>404</h1>{TERMS}", title="Amber Post"), URL),
        (html_of(TERMS, title="Page not found - Amber Post"), URL),
        (html_of("<h1>404 Not Found</h1><p>Try the search.</p>", title="Amber Post"), URL),
        (html_of(TERMS, title="Amber Post").replace("<body>", '<body class="blog error404">'), URL),
        (html_of(TERMS, title="Amber Post"), "https://amber.example/page-not-found"),
    ],
)
def test_an_error_page_that_is_answered_with_success_is_an_error_page(page: str, url: str) -> None:
    assert wall_in(parse(page), url) == REASONS["error"]


def test_a_page_that_only_asks_for_scripts_is_known_as_that() -> None:
    assert wall_of("<div id=root></div><noscript>This page needs scripts.</noscript>") == SCRIPTED
    assert wall_of(f"<noscript>{paragraphs(*STORY)}</noscript>") is None
    assert wall_of(f"<p>{STORY[0]}</p><noscript>This page needs scripts.</noscript>") is None


ORDINARY = {
    "a comment form with a captcha": COMMENT_FORM,
    "a cookie banner": f"<div class=banner><h2>Your privacy matters</h2>{TERMS}</div>",
    "a login box": f"<h2>Sign in</h2>{LOGIN_FORM}",
    "a bot detection": "<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>",
    "a bot detection of Imperva": '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>',
    "a hidden e-mail address": '<a class="__cf_email__" href="/cdn-cgi/l/email-protection">x</a>',
    "a script that sets a cookie": SETS_COOKIE,
    "an offer": "<p>Our best stories are for subscribers only. Subscribe now and read them all.</p>",
    "a word on scripts": "<noscript>This page needs scripts.</noscript>",
}


@pytest.mark.parametrize("beside", ORDINARY.values(), ids=ORDINARY.keys())
@pytest.mark.parametrize("story", [STORY, STORY[:1]], ids=["a story", "a flash"])
@pytest.mark.parametrize("head", ["", STATED, LINKED_DATA], ids=["", "stated", "in linked data"])
def test_what_stands_beside_an_article_is_no_wall(beside: str, story: tuple[str, ...], head: str) -> None:
    assert wall_of(f"{HEADING}{paragraphs(*story)}{beside}", head=head, title=f"{TITLE} - Amber Post") is None


@pytest.mark.parametrize("heading", ["Your privacy matters", "One moment please", "Page not found", "Sign in"])
def test_an_article_about_walls_is_an_article(heading: str) -> None:
    body = f"<h1>{heading}</h1>{paragraphs(*STORY)}"
    assert wall_of(body, title=heading, head=STATED) is None
    assert wall_of(f"<h1>{heading}</h1>{paragraphs(*STORY * 5)}", title=heading) is None
    assert wall_of(f"<h1>Why you read: {heading}</h1>{paragraphs(*STORY)}", title=f"Why you read: {heading}") is None


@pytest.mark.parametrize("words", ["was not found at the harbour", "had to sign in at the gate"])
def test_a_flash_that_holds_a_short_label_in_a_sentence_is_an_article(words: str) -> None:
    assert wall_of(f"<h1>One man missing</h1><p>The driver of the second lorry {words}, officers said.</p>") is None


def test_marks_of_a_challenge_in_the_words_of_an_article_are_words() -> None:
    body = f"{HEADING}<p>{STORY[0]}</p><pre>window._cf_chl_opt</pre><p>The site put px-captcha before its readers.</p>"
    assert wall_of(body) is None


def test_text_without_paragraphs_is_text() -> None:
    assert wall_of(f"{HEADING}<div>{'<br><br>'.join(STORY * 5)}</div>{CAPTCHA}", title="Page not found") is None
