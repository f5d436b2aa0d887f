"""Chrome leaves a page's tree by what its markup says; running text never does."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement

from crawler.reading.markup import menu_words, prune
from crawler.reading.normal_form import into_normal_form
from tests.pages import HEADING, STORY, URL, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY


def tree_of(body: str) -> HtmlElement:
    """A page's tree."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def left_of(body: str) -> str:
    """The text that is left of a page after pruning, in one line."""
    tree = tree_of(body)
    prune(tree)
    return " ".join(" ".join(tree.itertext()).split())


def reasons_of(body: str) -> list[str]:
    """Why blocks left a page."""
    return [removed.reason for removed in prune(tree_of(body), URL)]


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


# --- What floats above the page, and what is not shown


@pytest.mark.parametrize(
    "names",
    ["cookie-banner", "gdpr-consent", "onetrust-pc-sdk", "didomi-popup", "modal fade", "rodo-info", "newsletterPopup"],
)
def test_a_dialog_above_the_page_goes_even_with_more_text_than_the_story(names: str) -> None:
    consent = "<p>We and our 212 partners store a small file on your device, and read it when you come back.</p>" * 9
    assert left_of(f"<div class='{names}'>{consent}</div>{paragraphs(*STORY)}") == " ".join(STORY)


@pytest.mark.parametrize("page", [HEADING, "<main></main>", "<article></article>"])
def test_a_page_that_is_shown_in_a_dialog_stays(page: str) -> None:
    assert left_of(f"<div class='modal'>{page}{paragraphs(*STORY)}</div>").endswith(" ".join(STORY))


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        "aria-hidden='true'",
        "style='display:none'",
        "style='color: red; DISPLAY : none;'",
        "style='visibility:hidden'",
        "class='sr-only'",
        "class='grey screen-reader-text'",
    ],
)
def test_what_the_page_does_not_show_goes(attribute: str) -> None:
    body = f"{paragraphs(*STORY)}<div {attribute}>Fish is dear.</div>"
    assert left_of(body) == " ".join(STORY)
    assert reasons_of(body) == ["not shown on the page"]


@pytest.mark.parametrize("attribute", ["aria-hidden='false'", "style='display:block'", "class='hidden-gem'"])
def test_what_only_speaks_of_hiding_stays(attribute: str) -> None:
    assert left_of(f"{paragraphs(*STORY)}<div {attribute}>Fish is dear.</div>").endswith("Fish is dear.")


def test_a_story_that_a_script_is_to_show_stays() -> None:
    assert left_of(f"<div style='display:none'>{paragraphs(*STORY)}</div><p>Loading.</p>").startswith(FIRST)


# --- Captions

CAPTION = "The mole of Port Amber in the morning"


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src='x'><figcaption>{CAPTION}</figcaption></figure>",
        f"<div><img src='x'><span>{CAPTION}</span></div>",
        f"<div><a href='/x'><picture><img src='x'></picture></a><p>{CAPTION}</p></div>",
        f"<img src='x'><p class='small'>{CAPTION}</p>",
        f"<div><img src='x'></div><div class='small'>{CAPTION}</div>",
        f"<amp-img src='x'></amp-img><em class='small'>{CAPTION}</em>",
    ],
)
def test_the_caption_of_a_picture_goes(picture: str) -> None:
    body = f"<p>{FIRST}</p>{picture}{paragraphs(*STORY[1:])}"
    assert left_of(body) == " ".join(STORY)
    assert reasons_of(body) == ["caption of a picture"]


def test_a_paragraph_below_a_picture_stays() -> None:
    assert left_of(f"<p>{FIRST}</p><img src='x'><p>“Why us?”</p><p>{SECOND}</p>") == f"{FIRST} “Why us?” {SECOND}"
    dressed = "".join(f"<p class='text'>{text}</p>" for text in STORY)
    assert left_of(f"<img src='x' class='wide'><p class='text'>Why us?</p>{dressed}").startswith("Why us?")
    assert left_of(f"<img src='x' class='wide'><p>Why us?</p>{dressed}").startswith("Why us?")


def test_a_lead_below_a_picture_stays() -> None:
    lead = "The mole of Port Amber was hit at dawn."
    assert left_of(f"<img src='x'><p class='article-lead'>{lead}</p>{paragraphs(*STORY)}").startswith(lead)


def test_a_long_text_below_a_picture_stays() -> None:
    long = f"{THIRD} {FOURTH}"
    assert left_of(f"<div><img src='x'><p class='x'>{long}</p></div>{paragraphs(*STORY * 3)}").startswith(long)


def test_a_story_told_below_its_pictures_stays() -> None:
    assert left_of("".join(f"<div><img src='x'><p>{text}</p></div>" for text in STORY)) == " ".join(STORY)


# --- Words of others, and words told twice


@pytest.mark.parametrize(
    "name", ["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "text-post-media", "fb-post"]
)
def test_an_embedded_post_goes(name: str) -> None:
    body = f"{paragraphs(*STORY)}<blockquote class='{name}'><p>Look at the mole!</p>— R. Vale</blockquote>"
    assert left_of(body) == " ".join(STORY)
    assert reasons_of(body) == ["embedded post"]


def test_a_quote_of_the_author_stays_with_the_name_of_who_said_it() -> None:
    quote = "<blockquote><p>We stay, and so do the gulls.</p><footer>Ola Brandt, smith</footer></blockquote>"
    assert left_of(f"{paragraphs(*STORY)}{quote}").endswith("We stay, and so do the gulls. Ola Brandt, smith")


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>{}</blockquote>",
        "<aside><p>“{}”</p></aside>",
        "<div class='pull-quote'>{}</div>",
        "<p class='pullquote'>{}!</p>",
        "<blockquote><p>{}</p><cite>Ola Brandt</cite></blockquote>",
        "<blockquote>{}<footer>Ola Brandt, smith</footer></blockquote>",
    ],
)
def test_a_quote_that_repeats_a_sentence_of_the_text_goes(quote: str) -> None:
    repeated = quote.format("Nobody was hurt, the mayor said")
    assert left_of(f"{paragraphs(FIRST, SECOND)}{repeated}{paragraphs(THIRD, FOURTH)}") == " ".join(STORY)


@pytest.mark.parametrize(
    "quote", ["<blockquote>No one was hurt, the mayor said</blockquote>", "<aside>the mayor said</aside>"]
)
def test_a_quote_in_other_words_or_of_few_words_stays(quote: str) -> None:
    assert "the mayor said" in left_of(f"{quote}{paragraphs(*STORY[:2])}<p>{THIRD}</p>").removesuffix(THIRD)


def test_of_two_quotes_with_the_same_words_one_of_which_is_the_text_both_stay() -> None:
    quote = f"<blockquote><p>{THIRD}</p></blockquote>"
    assert left_of(f"{quote}{paragraphs(FIRST, SECOND)}{quote}").count(THIRD) == 2


# --- Links to other stories within a text


def test_a_lone_link_with_a_headline_goes() -> None:
    body = f"<p>{FIRST}</p><p><a href='/a'><b>Fish is dear this week</b></a></p><p>{SECOND}</p>"
    assert left_of(body) == f"{FIRST} {SECOND}"
    assert reasons_of(body) == ["headline of another story"]


@pytest.mark.parametrize(
    "link",
    [
        "<p><a href='/a'>The harbour master's letter is here.</a></p>",
        "<p><a href='/a'>The full letter</a></p>",
        "<p>His letter: <a href='/a'>To the council of Port Amber</a></p>",
        "<h2><a href='/a'>What the harbour master wrote</a></h2>",
        "<p><a href='/a'>To the council of Amber</a></p><p><a href='/b'>To the council of Long Ferry</a></p>",
    ],
)
def test_a_link_that_is_a_sentence_a_subheading_or_one_of_a_list_stays(link: str) -> None:
    assert reasons_of(f"<p>{FIRST}</p>{link}<p>{SECOND}</p>") == []


def linked(*hrefs: str, text: str = "Fish is dear on all the coast") -> str:
    """A list of links."""
    return "<ul>" + "".join(f"<li><a href='{href}'>{text}</a></li>" for href in hrefs) + "</ul>"


def test_a_list_of_headlines_that_nobody_announced_goes() -> None:
    body = f"<p>{FIRST}</p>{linked('/a', '/b', '/c')}<p>{SECOND}</p>"
    assert left_of(body) == f"{FIRST} {SECOND}"
    assert reasons_of(body) == ["list of other stories"]


@pytest.mark.parametrize("above", ["<h3>The letters</h3>", "<p>These letters were found on Monday in the safe:</p>"])
def test_a_list_of_links_that_the_author_announces_stays(above: str) -> None:
    assert reasons_of(f"<p>{FIRST}</p>{above}{linked('/a', '/b', '/c')}<p>{SECOND}</p>") == []


@pytest.mark.parametrize(
    "links", [linked("https://mole.example/a", "/b", "/c"), linked("/a", "/b", text="The pier")], ids=["far", "short"]
)
def test_a_list_of_links_to_other_sites_or_of_short_ones_stays(links: str) -> None:
    assert reasons_of(f"<p>{FIRST}</p>{links}<p>{SECOND}</p>") == []


# --- AMP


@pytest.mark.parametrize("tag", ["amp-sidebar", "amp-ad", "amp-consent", "amp-social-share", "amp-list"])
def test_the_components_of_amp_go(tag: str) -> None:
    body = f"{paragraphs(*STORY)}<{tag}><p>Fish is dear.</p></{tag}>"
    assert left_of(body) == " ".join(STORY)
    assert reasons_of(body) == [f"<{tag}>"]


def test_the_entries_of_a_live_blog_in_amp_stay() -> None:
    assert left_of(f"<amp-live-list>{paragraphs(*STORY)}</amp-live-list>") == " ".join(STORY)


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
