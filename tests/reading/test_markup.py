"""Chrome leaves a page's tree by what its markup says; running text never does."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement

from crawler.reading.markup import menu_words, prune
from crawler.reading.normal_form import into_normal_form
from tests.pages import STORY, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY


def tree_of(body: str) -> HtmlElement:
    """A page's tree."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def left_of(body: str) -> str:
    """The text that is left of a page after pruning, in one line."""
    tree = tree_of(body)
    prune(tree)
    return " ".join(" ".join(tree.itertext()).split())


def parts_of(body: str) -> list[str]:
    """The paragraphs that a page has once its line breaks are paragraphs."""
    tree = tree_of(body)
    into_normal_form(tree)
    return [" ".join(paragraph.text_content().split()) for paragraph in tree.iter("p")]


@pytest.mark.parametrize(
    "names",
    [
        'class="comments"',
        'id="comments"',
        'class="post-comments-list"',
        'class="sidebar"',
        'class="sharedaddy sd-block"',
        'class="td-post-sharing"',
        'class="related-posts"',
        'class="relatedPosts"',
        'class="td_block_related_posts"',
        'class="most-read"',
        'class="mostRead"',
        'class="cookie-banner"',
        'class="shareBar"',
        'class="ad-slot-top"',
        'class="breadcrumb"',
        'class="field-name-field-tags"',
        'id="newsletter-form"',
        'class="x" id="respond"',
    ],
)
def test_a_block_named_like_chrome_goes_in_any_spelling(names: str) -> None:
    assert left_of(f"{paragraphs(*STORY)}<div {names}><p>Fish is dear.</p></div>") == " ".join(STORY)


@pytest.mark.parametrize("names", ['class="commentary"', 'class="shared"', 'class="menus"', 'class="tagline"', 'id=""'])
def test_a_name_that_only_resembles_one_of_chrome_stays(names: str) -> None:
    assert "Fish is dear." in left_of(f"{paragraphs(*STORY)}<div {names}><p>Fish is dear.</p></div>")


@pytest.mark.parametrize("tag", ["nav", "footer", "form", "button", "textarea", "select", "dialog", "menu"])
def test_an_element_that_is_chrome_by_its_tag_goes(tag: str) -> None:
    assert left_of(f"{paragraphs(*STORY)}<{tag}>Home World Sport</{tag}>") == " ".join(STORY)


@pytest.mark.parametrize("opening", ['<div class="comments">', '<div class="sidebar share">', "<form>", "<footer>"])
def test_a_block_that_holds_the_story_stays_whatever_its_name(opening: str) -> None:
    assert left_of(f"{opening}{paragraphs(*STORY)}") == " ".join(STORY)


def test_a_block_that_holds_a_third_of_the_story_stays_whatever_its_name() -> None:
    assert left_of(f"<div class='promo'>{paragraphs(FIRST, SECOND)}</div>{paragraphs(THIRD, FOURTH)}") == " ".join(
        STORY
    )


@pytest.mark.parametrize("tag", ["article", "main", "h1"])
def test_an_element_that_structures_the_page_stays_whatever_its_name(tag: str) -> None:
    assert (
        left_of(f"<{tag} class='share comments'>No more.</{tag}>{paragraphs(*STORY)}") == f"No more. {' '.join(STORY)}"
    )


def test_words_behind_a_block_of_chrome_stay() -> None:
    assert left_of(f"<div><div class='share'>Share</div>{FIRST}</div>{paragraphs(*STORY[1:])}") == " ".join(STORY)


def test_words_behind_a_button_stay_in_their_sentence() -> None:
    body = f"<p>The mayor <button>Play</button>said so.</p>{paragraphs(*STORY)}"
    assert left_of(body).startswith("The mayor said so.")


def test_a_block_that_opens_with_the_heading_of_a_comment_form_goes() -> None:
    opinion = "<b>Again? When will this end, I wonder, and who pays for the glass?</b>"
    block = f"<div><h3>Leave a Reply</h3>{opinion * 5}</div>"
    assert left_of(f"{paragraphs(*STORY)}{block}") == " ".join(STORY)


def test_a_heading_above_links_to_other_stories_takes_them_with_it() -> None:
    items = "<li><a>Fish is dear in all the markets of the coast</a></li>" * 6
    block = f"<div><h3>Most read</h3><ul>{items}</ul></div>"
    assert left_of(f"{paragraphs(*STORY)}{block}") == " ".join(STORY)


def test_a_heading_above_running_text_stays_with_it() -> None:
    block = f"<div><h3>Popular</h3>{paragraphs(THIRD, FOURTH)}</div>"
    assert left_of(f"{paragraphs(FIRST, SECOND)}{block}") == f"{FIRST} {SECOND} Popular {THIRD} {FOURTH}"


def test_a_heading_above_text_that_is_in_no_paragraph_stays_with_it() -> None:
    block = f"<div><h3>Popular</h3><div>{THIRD}</div><div>{FOURTH}</div><div>{THIRD}</div></div>"
    assert left_of(f"{paragraphs(FIRST, SECOND)}{block}").count(THIRD) == 2


def test_a_line_that_leads_to_another_story_goes() -> None:
    assert left_of(f"{paragraphs(*STORY)}<p>Read also: <a>Fish is dear this week</a></p>") == " ".join(STORY)


def test_a_sentence_with_the_words_of_such_a_line_stays_when_it_links_nothing() -> None:
    sentence = "Read also what the old harbour master wrote in his letters to the council."
    assert sentence in left_of(f"{paragraphs(*STORY)}<p>{sentence}</p>")


def test_what_was_removed_is_told_with_the_reason() -> None:
    tree = tree_of(f"{paragraphs(*STORY)}<div class='sidebar'>Fish   is\n dear</div><nav>Home</nav>")
    assert {(removed.line, removed.reason) for removed in prune(tree)} == {
        ("Fish is dear", "block named sidebar"),
        ("Home", "<nav>"),
    }


def test_what_lies_within_a_removed_block_is_told_once() -> None:
    tree = tree_of(f"{paragraphs(*STORY)}<div class='sidebar'><div class='share'>Share</div></div>")
    assert [removed.line for removed in prune(tree)] == ["Share"]


def test_an_empty_block_leaves_without_a_word() -> None:
    assert prune(tree_of(f"{paragraphs(*STORY)}<div class='share'> </div>")) == []


@pytest.mark.parametrize("breaks", ["<br><br>", "<br><br><br>", "<br>\n<br>", "<br/> <br/>"])
def test_two_breaks_or_more_part_paragraphs(breaks: str) -> None:
    assert parts_of(f"<div>{breaks.join(STORY)}</div>") == list(STORY)


def test_one_break_parts_nothing() -> None:
    assert parts_of(f"<div>{FIRST}<br>{SECOND}</div>") == [f"{FIRST}{SECOND}"]


def test_one_break_among_pairs_stays_within_its_paragraph() -> None:
    assert parts_of(f"<div>{FIRST}<br>{SECOND}<br><br>{THIRD}</div>") == [f"{FIRST}{SECOND}", THIRD]


def test_links_and_emphasis_stay_in_their_paragraph() -> None:
    body = "<div>The <b>old</b> harbour of <a href='/a'>Amber</a> burns.<br><br>Nobody <i>knows</i> why.</div>"
    assert parts_of(body) == ["The old harbour of Amber burns.", "Nobody knows why."]


def test_a_block_between_breaks_keeps_its_place() -> None:
    tree = tree_of(f"<div id='text'>{FIRST}<br><br><ul><li>one</li></ul>{SECOND}<br><br>{THIRD}</div>")
    into_normal_form(tree)
    assert [child.tag for child in tree.get_element_by_id("text")] == ["p", "ul", "p", "p"]


def test_breaks_at_the_ends_make_no_empty_paragraphs() -> None:
    assert parts_of(f"<div><br><br>{FIRST}<br><br>{SECOND}<br><br></div>") == [FIRST, SECOND]


def test_no_word_is_lost_between_breaks() -> None:
    body = f"<div>{FIRST}<br><br><img src='x'>{SECOND}<!-- c --> and on<br><br><span>{THIRD}</span> too</div>"
    before = tree_of(body)
    after = tree_of(body)
    into_normal_form(after)
    assert "".join(after.text_content().split()) == "".join(before.text_content().split())


def test_the_links_of_menus_are_their_words() -> None:
    body = (
        "<nav><a>World</a><a>  War &amp; Peace </a></nav><div class='main-menu'><a>SPORT</a></div>"
        f"<header><a>A very long headline of a story</a></header><p><a>Amber</a> {FIRST}</p>"
    )
    assert menu_words(tree_of(body)) == {"world", "war peace", "sport"}
