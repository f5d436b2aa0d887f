"""What the extractor left out between the paragraphs that it took comes back; what stands around them does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.reading.gaps import with_gaps_filled
from tests.pages import HEADING, STORY, TITLE, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY
LEAD = "Port Amber spent its third night in the cellars, and its mayor asks for sirens."


def filled(body: str, *lines: str, description: str | None = None) -> list[str]:
    """The lines, with what is missing from the page."""
    return with_gaps_filled(lines, html.document_fromstring(f"<html><body>{body}</body></html>"), description)


def paged(*blocks: str) -> str:
    """A page with the headline above the blocks of its article."""
    return f"<header>Amber Post</header>{HEADING}<article>{''.join(blocks)}</article><footer>Amber Post</footer>"


# --- Between the paragraphs


def test_a_whole_text_stays_as_it_is() -> None:
    assert filled(paged(paragraphs(*STORY)), *STORY) == list(STORY)


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>What is known</h2>",
        "<h4>What is known</h4>",
        "<p><b>What is known</b></p>",
        "<p><strong>What is known</strong></p>",
    ],
)
def test_a_subheading_comes_back_to_its_place(heading: str) -> None:
    body = paged(f"<p>{FIRST}</p>", heading, paragraphs(SECOND, THIRD))
    assert filled(body, FIRST, SECOND, THIRD) == [FIRST, "What is known", SECOND, THIRD]


def test_subheadings_above_each_other_come_back_in_order() -> None:
    body = paged(f"<p>{FIRST}</p>", "<h2>Harbour</h2>", "<h3>The mole</h3>", f"<p>{SECOND}</p>")
    assert filled(body, FIRST, SECOND) == [FIRST, "Harbour", "The mole", SECOND]


def test_a_heading_with_nothing_of_the_text_below_it_stays_out() -> None:
    body = paged(paragraphs(FIRST, SECOND), "<h2>From the islands</h2>", "<p><a href='/a'>Fish is dear</a></p>")
    assert filled(body, FIRST, SECOND) == [FIRST, SECOND]


def test_a_heading_above_something_that_is_no_text_stays_out() -> None:
    box = "<h3>From the islands</h3><p><a href='/a'>Fish is dear this week in all the markets</a></p>"
    assert filled(paged(f"<p>{FIRST}</p>", box, f"<p>{SECOND}</p>"), FIRST, SECOND) == [FIRST, SECOND]


def test_a_short_sentence_between_paragraphs_of_its_kind_comes_back() -> None:
    body = paged(paragraphs(FIRST, SECOND, "“Enough,” he said.", THIRD))
    assert filled(body, FIRST, SECOND, THIRD) == [FIRST, SECOND, "“Enough,” he said.", THIRD]


@pytest.mark.parametrize(
    "block", ["<div class='promo'>The Amber Post needs you.</div>", "<p class='credit'>Seen by R. Vale.</p>"]
)
def test_a_sentence_in_another_dress_stays_out(block: str) -> None:
    body = paged(paragraphs(FIRST, SECOND), block, paragraphs(THIRD, FOURTH))
    assert filled(body, *STORY) == list(STORY)


def test_a_label_between_paragraphs_stays_out() -> None:
    body = paged(paragraphs(FIRST, "Read more:", SECOND, "Most read:", THIRD))
    assert filled(body, FIRST, SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_a_line_that_is_no_sentence_stays_out() -> None:
    body = paged(paragraphs(FIRST, SECOND, "The mole in the morning", THIRD))
    assert filled(body, FIRST, SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_a_link_to_another_story_stays_out() -> None:
    body = paged(paragraphs(FIRST, SECOND, "<a href='/a'>Fish is dear this week.</a>", THIRD))
    assert filled(body, FIRST, SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_the_items_of_a_list_come_back_where_one_of_them_was_taken() -> None:
    items = "<ul><li>one shed</li><li>two boats</li><li>a crane</li></ul>"
    body = paged(f"<p>{FIRST}</p>", items, f"<p>{SECOND}</p>")
    assert filled(body, FIRST, "two boats", SECOND) == [FIRST, "one shed", "two boats", "a crane", SECOND]


def test_a_list_of_which_nothing_was_taken_stays_out() -> None:
    menu = "<ul><li>World</li><li>Sport</li></ul>"
    assert filled(paged(f"<p>{FIRST}</p>", menu, f"<p>{SECOND}</p>"), FIRST, SECOND) == [FIRST, SECOND]


def test_the_rows_of_a_table_beside_the_paragraphs_come_back_a_line_each() -> None:
    table = "<table><tr><th>Place</th><th>Hurt</th></tr><tr><td>Pier</td><td>9</td></tr></table>"
    body = paged(f"<p>{FIRST}</p>", table, f"<p>{SECOND}</p>")
    assert filled(body, FIRST, SECOND) == [FIRST, "Place Hurt", "Pier 9", SECOND]


def test_the_rows_of_a_table_in_a_block_of_another_kind_stay_out() -> None:
    table = "<aside class='rates'><table><tr><td>Amber shilling</td><td>9</td></tr></table></aside>"
    assert filled(paged(f"<p>{FIRST}</p>", table, f"<p>{SECOND}</p>"), FIRST, SECOND) == [FIRST, SECOND]


# --- Above the text


@pytest.mark.parametrize("name", ["lead", "article-lead", "standfirst", "chapo", "entradilla", "post_excerpt"])
def test_a_lead_between_headline_and_text_comes_back(name: str) -> None:
    body = f"{HEADING}<div class='{name}'>{LEAD}</div><article>{paragraphs(*STORY)}</article>"
    assert filled(body, *STORY) == [LEAD, *STORY]


def test_what_the_page_describes_itself_with_comes_back_whatever_its_name() -> None:
    body = f"{HEADING}<div class='x'>{LEAD}</div><article>{paragraphs(*STORY)}</article>"
    assert filled(body, *STORY) == list(STORY)
    assert filled(body, *STORY, description=LEAD.upper()) == [LEAD, *STORY]


def test_a_description_that_stands_in_the_text_is_not_told_twice() -> None:
    body = f"{HEADING}<div class='lead'>{FIRST}</div><article>{paragraphs(*STORY)}</article>"
    assert filled(body, *STORY, description=FIRST) == list(STORY)


def test_the_first_paragraph_comes_back_beside_the_others() -> None:
    assert filled(paged(paragraphs(*STORY)), *STORY[1:]) == list(STORY)


@pytest.mark.parametrize(
    "above", [f"<div class='lead'>{LEAD}</div>", f"<article><p>{LEAD} {FIRST}</p></article>", f"<p>{THIRD}</p>"]
)
def test_what_stands_above_the_headline_is_the_sites(above: str) -> None:
    assert filled(above + paged(paragraphs(FIRST, SECOND)), FIRST, SECOND, description=LEAD) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "lead", ["Amber, Monday", "Photo: R. Vale", "In the harbour of Port Amber on the coast of Long"]
)
def test_what_is_no_sentence_does_not_lead_in(lead: str) -> None:
    body = f"{HEADING}<div class='lead'>{lead}</div><article>{paragraphs(*STORY)}</article>"
    assert filled(body, *STORY) == list(STORY)


# --- Below the text


def test_the_last_paragraphs_come_back_in_the_dress_of_the_others() -> None:
    dressed = "".join(f"<p class='text'>{text}</p>" for text in STORY)
    assert filled(paged(dressed), *STORY[:2]) == list(STORY)


def test_what_follows_the_text_in_no_dress_of_its_own_stays_out() -> None:
    teasers = paragraphs(THIRD, FOURTH)
    assert filled(f"{HEADING}{paragraphs(FIRST, SECOND)}{teasers}", FIRST, SECOND) == [FIRST, SECOND]


# --- Whatever the page


def test_nothing_comes_of_nothing() -> None:
    assert filled("", FIRST) == [FIRST]
    assert filled(paged(paragraphs(*STORY))) == []


BLOCKS = [
    *(f"<p>{text}</p>" for text in STORY),
    *("<h2>What is known</h2>", HEADING, "<p>He said no.</p>", "<ul><li>one</li><li>two</li></ul>"),
    *(f"<div class='lead'>{LEAD}</div>", "<table><tr><td>Pier</td><td>9</td></tr></table>", "<p>Read more</p>"),
]
LINES = [*STORY, TITLE, "one", "What is known", "Words that stand nowhere on the page."]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.sampled_from(BLOCKS), max_size=9),
    st.lists(st.sampled_from(LINES), max_size=6),
    st.none() | st.just(LEAD),
)
def test_no_line_is_lost_and_their_order_stays(blocks: list[str], lines: list[str], description: str | None) -> None:
    found = iter(filled(f"<article>{''.join(blocks)}</article>", *lines, description=description))
    assert all(line in found for line in lines)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(STORY), max_size=4, unique=True))
def test_no_paragraph_is_told_twice(lines: list[str]) -> None:
    taken = sorted(lines, key=STORY.index)
    found = filled(paged(*(f"<p class='text'>{text}</p>" for text in STORY)), *taken)
    assert found == (sorted(found, key=STORY.index) if taken else [])
    assert len(found) == len(set(found))
