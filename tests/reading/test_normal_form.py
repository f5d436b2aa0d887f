"""A page is brought into one form: each run of text is a paragraph, and tables hold data only. No word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from crawler.reading.normal_form import RUN, into_normal_form
from tests.pages import HEADING, STORY, lines_of, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY
FIGURES = (("Pier", "9"), ("Mole", "41"), ("Quay", "3"))


def tree_of(body: str) -> HtmlElement:
    """A page's tree."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def formed(body: str) -> HtmlElement:
    """The body of a page in normal form."""
    tree = tree_of(body)
    into_normal_form(tree)
    return tree.find("body")


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a page in normal form."""
    return [" ".join(paragraph.text_content().split()) for paragraph in formed(body).iter("p")]


def tags_of(body: str) -> set[str]:
    """The tags that a page in normal form uses."""
    return {str(element.tag) for element in formed(body).iterdescendants("*")}


def rows(*cells: tuple[str, ...], tag: str = "td") -> str:
    """Rows of a table."""
    return "".join("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for row in cells)


# --- Text that stands in no paragraph


def test_text_beside_blocks_becomes_paragraphs() -> None:
    assert paragraphs_of(f"<div>{FIRST}<ul><li>one</li></ul>{SECOND}<hr>{THIRD}</div>") == [FIRST, SECOND, THIRD]


def test_text_between_paragraphs_becomes_one() -> None:
    assert paragraphs_of(f"<article><p>{FIRST}</p>{SECOND}<p>{THIRD}</p></article>") == [FIRST, SECOND, THIRD]


def test_links_and_emphasis_go_with_the_text_that_they_stand_in() -> None:
    text = "<b>The old</b> harbour of <a href='/a'>Port Amber</a> was hit again in the night to <i>Tuesday</i>."
    (paragraph,) = formed(f"<div>{text}<div>Share</div></div>").iter("p")
    assert html.tostring(paragraph, encoding="unicode") == f"<p>{text}</p>".replace("'", '"')


@pytest.mark.parametrize("label", ["Photo", "Share this", "11.03.2026"])
def test_a_label_beside_a_block_is_no_paragraph(label: str) -> None:
    assert paragraphs_of(f"<div>{label}<p>{FIRST}</p></div>") == [FIRST]


def test_a_short_line_between_breaks_is_a_paragraph() -> None:
    assert paragraphs_of(f"<div>{FIRST}<br><br>“Why?”<br><br>{SECOND}</div>") == [FIRST, "“Why?”", SECOND]


def test_breaks_within_emphasis_around_a_whole_text_part_it_too() -> None:
    assert paragraphs_of(f"<div><span><b>{FIRST}<br><br>{SECOND}</b></span></div>") == [FIRST, SECOND]


def test_breaks_with_words_between_them_part_nothing() -> None:
    assert paragraphs_of(f"<div>{FIRST}<br>{SECOND}<br>{THIRD}</div>") == [f"{FIRST}{SECOND}{THIRD}"]


def test_a_sentence_is_not_parted_by_tags_that_say_nothing() -> None:
    body = f"<div>The <font color='red'>mayor</font> said <q>no</q> and no<wbr>thing else.<p>{FIRST}</p></div>"
    assert tags_of(body) == {"div", "p"}
    assert "The mayor said no and nothing else." in formed(body).text_content()


# --- Themes that write their paragraphs as blocks


def test_blocks_of_text_are_paragraphs_where_a_page_has_hardly_any() -> None:
    assert paragraphs_of("".join(f"<div>{text}</div>" for text in STORY)) == list(STORY)


def test_blocks_of_text_beside_more_text_in_paragraphs_stay_blocks() -> None:
    assert paragraphs_of(f"{paragraphs(*STORY)}<div>{FIRST}</div>") == list(STORY)


def test_blocks_of_text_stay_blocks_beside_paragraphs_that_are_an_article() -> None:
    article = paragraphs(*STORY * 4)
    comments = "".join(f"<div>{text}</div>" for text in STORY * 8)
    assert len(paragraphs_of(f"<article>{article}</article>{comments}")) == 16


def test_a_block_of_links_is_no_paragraph() -> None:
    menu = f"<div><a href='/a'>{FIRST}</a></div>"
    assert paragraphs_of(menu + "".join(f"<div>{text}</div>" for text in STORY)) == list(STORY)


def test_a_short_block_is_no_paragraph() -> None:
    assert paragraphs_of("<div>Port Amber</div>" + "".join(f"<div>{text}</div>" for text in STORY)) == list(STORY)


# --- Tables


def test_a_table_of_data_stays_one() -> None:
    assert tags_of(f"{paragraphs(*STORY)}<table>{rows(*FIGURES)}</table>") == {"p", "table", "tr", "td"}


@pytest.mark.parametrize(
    "cell", [" ".join(STORY), f"{HEADING}{FIRST}", f"{FIRST}<form></form>", f"{FIRST}<br><br>{SECOND}"]
)
def test_a_table_that_lays_out_a_page_becomes_blocks(cell: str) -> None:
    body = f"<table><tbody><tr><td>Menu</td><td>{cell}</td></tr></tbody></table>"
    assert tags_of(body).isdisjoint({"table", "tbody", "tr", "td"})
    assert FIRST in " ".join(paragraphs_of(body))


def test_a_table_around_tables_becomes_blocks_and_the_data_in_it_stays() -> None:
    data = f"<table id='data'>{rows(*FIGURES)}</table>"
    body = formed(f"<table><tr><td>{paragraphs(*STORY)}{data}</td></tr></table>")
    assert [table.get("id") for table in body.iter("table")] == ["data"]
    assert len(list(body.iter("td"))) == 6


@pytest.mark.parametrize("headings", [rows(("Place", "What happened"), tag="th"), ""])
def test_a_table_of_long_cells_with_headings_or_in_a_grid_is_data(headings: str) -> None:
    long = tuple((place, " ".join(STORY)) for place, _ in FIGURES)
    assert "table" in tags_of(f"<table>{headings}{rows(*long)}</table>")


def test_a_menu_in_a_table_becomes_blocks() -> None:
    links = "".join(f"<a href='/{name}'>{name}</a>" for name in ("world", "sport", "fish"))
    assert "table" not in tags_of(f"<table><tr><td>{links}</td></tr></table>{paragraphs(*STORY)}")


def test_an_article_in_the_cells_of_a_table_is_read() -> None:
    text = "<br><br>".join(STORY)
    assert lines_of(f"<table><tr><td>{HEADING}</td></tr><tr><td><font>{text}</font></td></tr></table>") == list(STORY)


# --- Whatever the theme

LEAVES = st.sampled_from(
    [
        "Amber",
        "harbour &amp; mole",
        FIRST,
        SECOND,
        "<br>",
        "<br><br>",
        "<br> <br>",
        "<hr>",
        "<img src='x'>",
        " ",
        "<wbr>",
    ]
)
TAGS = st.sampled_from(
    [
        *("div", "p", "span", "b", "a", "section", "article", "td", "ul", "li", "blockquote", "center", "font", "q"),
        *("h2", "em", "main", "pre", "form"),
    ]
)


def _element(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


def _table(cells: list[list[str]]) -> str:
    return f"<table>{rows(*map(tuple, cells))}</table>"


def _nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_element, TAGS, st.lists(children, max_size=4)) | st.builds(
        _table, st.lists(st.lists(children, min_size=1, max_size=2), min_size=1, max_size=3)
    )


BODIES = st.lists(st.recursive(LEAVES, _nested, max_leaves=25), max_size=4).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(BODIES)
def test_no_word_is_lost_and_their_order_stays(body: str) -> None:
    assert "".join(formed(body).text_content().split()) == "".join(tree_of(body).text_content().split())


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(BODIES)
def test_no_long_text_stands_bare_beside_a_block(body: str) -> None:
    for block in formed(body).iter("div", "section", "article", "main", "center", "li", "blockquote", "td"):
        children = [child for child in block if child.tag in ("p", "div", "ul", "table", "h2", "hr", "section")]
        bare = [block.text, *(child.tail for child in block)] if children else []
        assert all(len((text or "").strip()) < len(FIRST) for text in bare)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(BODIES)
def test_what_was_used_to_get_there_leaves_no_trace(body: str) -> None:
    assert not any(element.get(RUN) for element in formed(body).iter("*"))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(BODIES)
def test_every_picture_stays(body: str) -> None:
    assert len(list(formed(body).iter("img"))) == len(list(tree_of(body).iter("img")))
