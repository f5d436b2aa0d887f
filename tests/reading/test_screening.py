"""A page that no watchlist can keep is set aside by its raw words, and none that one keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.reading.reading import read
from crawler.reading.screening import HOPELESS
from crawler.rules import parse_rule
from crawler.seeds import Watchlist, read_watchlists
from tests.bench.relevance import THRESHOLD
from tests.bench.text import own_press
from tests.pages import HEADING, STORY, html_of, page_of, paragraphs
from tests.saved import NAMES, Sample, saved

DELIVERED = tuple(read_watchlists(Path("seeds/watchlists")))
EXPLOSIONS = (Watchlist("amber", (parse_rule("act"),), {"en": {"act": ("explosion",)}}),)
BOATS = (Watchlist("boats", (parse_rule("act"),), {"en": {"act": ("ferry",)}}),)
BREAD = (
    "The bakery on the corner opens at six, and by half past the first trays of rye are sold to those who go to work.",
    "Its owner learned the trade from an aunt, who kept a sour dough alive for thirty years in a cellar by the canal.",
    "Two assistants shape the loaves by hand, and a third has come from the coast to learn how the old oven is fired.",
    "In summer they bake less and close on Mondays, for half of the street goes to the lakes and takes no bread along.",
)
TEASERS = "<aside><ul>" + "".join(
    f'<li><a href="/{n}">Missile strike kills {n} in the port of Amber overnight</a></li>' for n in range(3, 9)
)


def is_set_aside(body: str, watchlists: tuple[Watchlist, ...] = DELIVERED, language: str = "en") -> bool:
    """Whether the page with this body is set aside: it has a verdict, and was not read."""
    found = read(page_of(html_of(body, title="Amber Post", language=language)), watchlists, screens=True)
    assert found.unreadable is None
    return found.article is None


def test_a_page_about_something_else_is_set_aside_with_the_reason() -> None:
    body = f"<h1>Rye before sunrise</h1><article>{paragraphs(*BREAD)}</article>"
    found = read(page_of(html_of(body, title="Amber Post")), DELIVERED, screens=True)
    assert found.article is None
    assert found.relevance is not None
    assert not found.relevance.kept
    assert found.relevance.watchlist == "attacks"
    assert found.relevance.score is not None
    assert found.relevance.score < HOPELESS * THRESHOLD
    assert found.relevance.reason == f"set aside by its raw words: score {found.relevance.score:.2f}"


def test_it_is_read_where_nobody_asked_to_screen() -> None:
    found = read(page_of(html_of(f"<h1>Rye</h1><article>{paragraphs(*BREAD)}</article>")), DELIVERED)
    assert found.article is not None


def test_headlines_of_attacks_beside_it_change_nothing() -> None:
    assert is_set_aside(f"<h1>Rye before sunrise</h1><article>{paragraphs(*BREAD)}</article>{TEASERS}</ul></aside>")


def test_a_report_is_read() -> None:
    report = (
        "Missiles struck the port of Amber overnight, killing three dockers and wounding nine, the mayor said.",
        "Two warehouses burned until the morning, and rescuers searched the rubble for a watchman who is missing.",
    )
    assert not is_set_aside(f"<h1>Missile strike on the port</h1><article>{paragraphs(*report, *BREAD)}</article>")


REPORT = paragraphs(
    "Missiles struck the port of Amber overnight, killing three dockers and wounding nine, the mayor said on Monday.",
    "Two warehouses burned until the morning, and rescuers searched the rubble for a watchman who is missing.",
    "The army said it shot down four of six missiles; the governor told people to stay in the shelters until noon.",
    "Hospitals took in the wounded, and the harbour stays closed to ships while sappers look for what did not explode.",
)
COMMENTS = "".join(f'<div class="comment">{paragraphs(*BREAD)}</div>' for _ in range(4))
SVENSKA = (
    "<p>Vi använder kakor för att webbplatsen ska fungera och för att förstå hur våra läsare använder den.</p>" * 6
)


@pytest.mark.parametrize(
    "body",
    [
        f'<article>{REPORT}<div id="comments">{COMMENTS}</div></article>',
        f'<article>{REPORT}</article><aside class="sidebar">{COMMENTS}</aside>',
        f"<article>{paragraphs(*BREAD * 3)}{REPORT}</article>",
        f'<div><div class="consent">{SVENSKA}</div>{REPORT}</div>',
        f"<form><table><tr><td>{REPORT}</td><td>{paragraphs(*BREAD * 2)}</td></tr></table></form>",
        f"<article><ul>{''.join(f'<li>Town number {n} is open</li>' for n in range(420))}</ul>{REPORT}</article>",
        f"<article>{REPORT.replace('struck', 'str<wbr>uck').replace('killing', '<q>killing</q>')}</article>{COMMENTS}",
    ],
    ids=["comments", "sidebar", "late", "banner", "form", "list", "torn"],
)
def test_nothing_around_a_report_hides_it(body: str) -> None:
    assert not is_set_aside(f"<h1>The night in Amber</h1>{body}")


def test_a_title_that_only_the_head_states_is_looked_at() -> None:
    head = '<meta property="og:title" content="Explosion rocks the harbour">'
    page = page_of(html_of(f"<article>{paragraphs(*BREAD)}</article>", head=head, title="Amber Post"))
    assert read(page, EXPLOSIONS, screens=True).article is not None


def test_a_paragraph_outside_the_main_block_may_be_the_articles_too() -> None:
    elsewhere = (
        "<div><p>An explosion shook the harbour at dawn and broke windows in the whole quarter, police said.</p></div>"
    )
    body = f"<h1>Rye before sunrise</h1><article>{paragraphs(*BREAD)}</article>"
    assert is_set_aside(body, EXPLOSIONS)
    assert not is_set_aside(body + elsewhere, EXPLOSIONS)


def test_where_a_rule_decides_no_sentence_of_the_page_may_satisfy_it() -> None:
    body = f"<article>{HEADING}{paragraphs(*STORY)}</article>"
    assert not is_set_aside(body, EXPLOSIONS)
    assert is_set_aside(body, BOATS)
    assert not is_set_aside(body, BOATS + EXPLOSIONS)


def test_a_language_that_no_watchlist_knows_is_set_aside() -> None:
    svenska = (
        "Bageriet på hörnet öppnar klockan sex, och redan en halvtimme senare är de första plåtarna med rågbröd slut.",
        "Ägaren lärde sig yrket av en moster som höll en surdeg vid liv i trettio år i en källare nere vid kanalen.",
        "Två medhjälpare formar limporna för hand, och en tredje har kommit från kusten för att lära sig elda ugnen.",
        "På sommaren bakar de mindre och har stängt på måndagar, för halva gatan reser till sjöarna utan bröd med sig.",
    )
    assert is_set_aside(f"<h1>Råg före gryningen</h1><article>{paragraphs(*svenska)}</article>", language="sv")


@pytest.mark.parametrize("body", [paragraphs(BREAD[0]), "<p>Rye is sold out.</p>"])
def test_a_page_with_little_text_is_read(body: str) -> None:
    assert not is_set_aside(f"<h1>Rye before sunrise</h1><article>{body}</article>")


def test_a_wall_is_told_as_one() -> None:
    wall = "<h1>Just a moment...</h1><p>Checking your browser before accessing the site. Enable cookies.</p>"
    page = page_of(html_of(f'{wall}<script src="/cdn-cgi/challenge-platform/x.js"></script>', title="Just a moment..."))
    assert read(page, DELIVERED, screens=True) == read(page, DELIVERED)


@pytest.mark.parametrize("sample", [*map(saved, NAMES), *own_press()], ids=lambda sample: sample.name)
def test_no_page_is_set_aside_that_would_be_kept(sample: Sample) -> None:
    screened = read(sample.page, DELIVERED, screens=True)
    if screened.article is None and screened.unreadable is None:
        whole = read(sample.page, DELIVERED).relevance
        assert whole is None or not whole.kept
