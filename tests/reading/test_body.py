"""Where in a page its article stands is told by where most of its running text is."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement

from crawler.reading.body import alone, article_body, is_found_in, is_within, paragraphs_in, running_text
from crawler.reading.weights import Weights
from tests.pages import HEADING, STORY, lines_of, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY
FISH = "Fish is dear in all the markets of the coast this week, for the boats do not dare to leave."


def tree_of(body: str) -> HtmlElement:
    """A page's tree."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def body_id(body: str) -> str | None:
    """The id of the block in which the article stands."""
    found = article_body(tree_of(body))
    return None if found is None else found.get("id")


def teasers(count: int) -> str:
    """A list of other stories."""
    return "".join(f"<li><a href='/{number}'>{FISH}</a></li>" for number in range(count))


# --- The block


def test_the_article_stands_in_the_deepest_block_that_holds_most_text() -> None:
    text = f"<div id='text'>{paragraphs(*STORY)}</div>"
    assert body_id(f"<main id='main'>{HEADING}{text}<p>{FISH}</p></main>") == "text"


def test_an_article_in_two_blocks_stands_in_what_is_around_both() -> None:
    halves = f"<div id='a'>{paragraphs(FIRST, SECOND)}</div><div id='b'>{paragraphs(THIRD, FOURTH)}</div>"
    assert body_id(f"<main id='main'>{halves}</main>") == "main"


def test_links_count_for_nothing_however_many() -> None:
    assert body_id(f"<ul id='list'>{teasers(30)}</ul><div id='text'>{paragraphs(*STORY)}</div>") == "text"


def test_short_paragraphs_count_for_nothing_however_many() -> None:
    captions = "<p>The mole in the morning light</p>" * 40
    assert body_id(f"<div id='gallery'>{captions}</div><div id='text'>{paragraphs(*STORY)}</div>") == "text"


def test_hidden_paragraphs_count_for_nothing() -> None:
    hidden = f"<p hidden>{FISH}</p>" * 20
    assert body_id(f"<div id='hidden'>{hidden}</div><div id='text'>{paragraphs(*STORY)}</div>") == "text"


@pytest.mark.parametrize(("around", "tag"), [("div", "div"), ("ul", "li"), ("section", "blockquote")])
def test_text_in_blocks_counts_as_paragraphs_do(around: str, tag: str) -> None:
    blocks = "".join(f"<{tag}>{text}</{tag}>" for text in STORY)
    assert body_id(f"<ul id='list'>{teasers(5)}</ul><{around} id='text'>{blocks}</{around}>") == "text"


def test_a_page_without_running_text_has_no_such_block() -> None:
    assert article_body(tree_of(f"{HEADING}<p>Soon more.</p><ul>{teasers(9)}</ul>")) is None


def test_a_block_around_blocks_is_no_paragraph() -> None:
    tree = tree_of(f"<div id='around'>{paragraphs(FIRST)}<div id='one'>{SECOND}</div></div>")
    assert [element.get("id") or element.tag for element in paragraphs_in(tree)] == ["p", "one"]


def test_a_block_alone_is_a_page_with_one_article_and_the_page_it_was_in_stays() -> None:
    tree = tree_of(f"<ul>{teasers(3)}</ul><div id='text' class='x'>{paragraphs(*STORY)}</div> and more")
    before = html.tostring(tree)
    page = alone(tree.get_element_by_id("text"))
    assert html.tostring(page, encoding="unicode") == (
        f"<html><body><article>{paragraphs(*STORY)}</article></body></html>"
    )
    assert html.tostring(tree) == before


# --- Whether a text is the article's


@pytest.mark.parametrize(
    ("lines", "is_found"),
    [
        (STORY, True),
        (STORY[:3], True),
        ([STORY[0].upper(), *STORY[1:]], True),
        (STORY[:1], False),
        ([FISH], False),
        ([], False),
    ],
)
def test_a_text_is_found_in_a_block_if_it_holds_half_of_its_paragraphs(lines: list[str], is_found: bool) -> None:
    body = tree_of(paragraphs(*STORY)).find("body")
    assert is_found_in(lines, body) is is_found


def test_running_text_is_the_sentences_long_enough_for_a_paragraph() -> None:
    headline = "Fish is dear in all the markets of the coast, and the boats do not dare to leave"
    assert running_text([FIRST, "He said no.", headline, SECOND]) == f"{FIRST} {SECOND}"


def test_a_part_of_a_text_is_within_it_and_another_text_is_not() -> None:
    whole = " ".join(STORY)
    assert is_within(f"{SECOND} {THIRD}", whole)
    assert is_within(SECOND.replace("evening", "night"), whole)
    assert not is_within(f"{FIRST} {FISH}", whole)
    assert not is_within(whole, SECOND)


def test_an_article_is_read_where_the_extractor_took_the_headlines_around_it() -> None:
    headlines = "".join(
        f"<h3>{number} boats do not dare to leave the harbour</h3>" for number in ("Six", "Nine", "Ten")
    )
    article = f"<div class='toolbar'>{HEADING}{paragraphs(*STORY)}</div>"
    assert lines_of(f"{article}<div>{headlines}<p>{FISH}</p></div>") == list(STORY)


# --- How much text a block holds


def weighed(body: str) -> tuple[int, int, int, int]:
    """Characters of a page, linked ones, those of its paragraphs, and its elements without <html> and <body>."""
    tree = tree_of(body)
    weight = Weights(tree)[tree]
    return weight.chars, weight.linked, weight.paragraphs, weight.elements - 2


def test_the_characters_of_a_page_are_told_from_its_links_and_its_paragraphs() -> None:
    assert weighed("<p>Nine <a>chars</a></p> and <div>more</div>") == (4 + 5 + 3 + 4, 5, 4, 3)


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript"])
def test_what_nobody_reads_weighs_nothing(tag: str) -> None:
    assert weighed(f"<p>Nine</p><{tag}>Fish <p>is</p> <a>dear</a></{tag}>")[:3] == (4, 0, 4)


def test_running_text_is_that_of_paragraphs_where_a_page_has_them_else_all_that_is_not_linked() -> None:
    box = f"<div>{FISH} <a>More</a></div>"
    with_paragraphs, without = tree_of(f"{paragraphs(*STORY)}{box}"), tree_of(f"<h2>Amber</h2>{box}")
    assert Weights(with_paragraphs).running(with_paragraphs.find(".//div")) == 0
    assert Weights(without).running(without.find(".//div")) == len(FISH)


def test_the_weights_are_those_of_the_tree_as_it_was() -> None:
    tree = tree_of(paragraphs(*STORY))
    weights = Weights(tree)
    first = tree.find(".//p")
    first.getparent().remove(first)
    assert weights[tree].chars == sum(map(len, STORY))
    assert first in weights
    assert html.Element("p") not in weights
