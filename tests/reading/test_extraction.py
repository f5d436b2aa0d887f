"""A page's article is its author's words, all of them and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import Unreadable
from crawler.reading.extraction import extract
from crawler.records import Link
from tests.pages import HEADING, STORY, TITLE, URL, article_of, html_of, lines_of, page_of, paragraphs

FIRST, SECOND, THIRD, FOURTH = STORY
APPLICATION = '<div id="app"></div><script src="/app.js"></script>'  # a page that a script fills
WHOLE = f"<article>{HEADING}{paragraphs(*STORY)}</article>"


def test_the_paragraphs_of_an_article_are_its_text() -> None:
    assert lines_of(WHOLE) == list(STORY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices of the port company fell by three per cent in the first hour of trading.",
        "Shares in the port company were not traded.",
        "Tags on their wrists told the doctors who the sailors were.",
        "By nightfall the town was quiet again.",
        "By order of the governor, the market stays shut until Monday: nobody may enter.",
        "Sources in the army said that the shell came from the north.",
        "Source after source was asked, and none could tell.",
        "Comments by the minister angered the families.",
        "Comment was not to be had from the army.",
        "Related to the mayor by marriage, the captain was believed at once.",
        "Published last week, the army's map does not show the harbour.",
        "Follow us, the officers told the drivers, and the convoy turned back to the old bridge.",
        "Popular anger grew when the lights went out.",
        "Print works and bakeries stood still.",
        "News of the blast reached the islands at noon.",
        "Advertisement hoardings were torn from the walls.",
        "Updated maps show where the mines lie.",
        "Subscribe to that view if you like, the mayor said, but do not ask the people to do so too.",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays(sentence: str) -> None:
    body = f"<article>{HEADING}{paragraphs(FIRST, sentence, SECOND, THIRD)}</article>"
    assert lines_of(body) == [FIRST, sentence, SECOND, THIRD]


def test_a_paragraph_that_is_repeated_stays_twice() -> None:
    said = [FIRST, "No, he said.", SECOND, "No, he said.", THIRD]
    assert lines_of(f"<article>{HEADING}{paragraphs(*said)}</article>") == said


def test_paragraphs_of_one_or_two_words_stay() -> None:
    short = [FIRST, "Why?", "Nobody knows.", SECOND, "Silence.", THIRD]
    assert lines_of(f"<article>{HEADING}{paragraphs(*short)}</article>") == short


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_list_in_an_article_stays_in_its_place(tag: str) -> None:
    items = ["12 houses burned", "3 boats sank", "1 crane fell into the sea"]
    made = "".join(f"<li>{item}</li>" for item in items)
    body = f"<article>{HEADING}{paragraphs(FIRST)}<{tag}>{made}</{tag}>{paragraphs(SECOND, THIRD)}</article>"
    assert lines_of(body) == [FIRST, *items, SECOND, THIRD]


def test_a_list_that_ends_an_article_stays() -> None:
    body = f"<article>{HEADING}{paragraphs(*STORY)}<ul><li>12 houses burned</li><li>3 boats sank</li></ul></article>"
    assert lines_of(body) == [*STORY, "12 houses burned", "3 boats sank"]


def test_subheadings_stay_above_their_paragraphs() -> None:
    body = (
        f"<article>{HEADING}<p>{FIRST}</p><h2>A night without sleep</h2>{paragraphs(SECOND, THIRD)}"
        f"<h3>What the army says</h3><p>{FOURTH}</p></article>"
    )
    assert lines_of(body) == [FIRST, "A night without sleep", SECOND, THIRD, "What the army says", FOURTH]


def test_a_subheading_in_bold_stays() -> None:
    body = f"<article>{HEADING}<p>{FIRST}</p><p><b>A night without sleep</b></p>{paragraphs(SECOND, THIRD)}</article>"
    assert lines_of(body) == [FIRST, "A night without sleep", SECOND, THIRD]


@pytest.mark.parametrize("quote", [f"<p>{SECOND}</p>", SECOND])
def test_a_block_quote_stays_in_its_place(quote: str) -> None:
    body = f"<article>{HEADING}<p>{FIRST}</p><blockquote>{quote}</blockquote>{paragraphs(THIRD, FOURTH)}</article>"
    assert lines_of(body) == list(STORY)


def test_what_a_table_says_stays() -> None:
    rows = "<tr><th>Town</th><th>Dead</th></tr><tr><td>Port Amber</td><td>12</td></tr>"
    body = f"<article>{HEADING}<p>{FIRST}</p><table>{rows}</table>{paragraphs(SECOND, THIRD)}</article>"
    assert " ".join(lines_of(body)[1:-2]).split() == ["Town", "Dead", "Port", "Amber", "12"]


@pytest.mark.parametrize("breaks", ["<br><br>", "<br/><br/>", "<br>\n<br>", "<br>&nbsp;<br>", "<br><br><br>", "<br>"])
@pytest.mark.parametrize("block", ["div", "article", "td", "p"])
def test_text_that_only_line_breaks_part_makes_a_paragraph_a_part(block: str, breaks: str) -> None:
    text = f"<{block}>{breaks.join(STORY)}</{block}>"
    around = {"td": f"<table><tr>{text}</tr></table>", "p": f"<div>{text}</div>"}.get(block, text)
    assert lines_of(f"{HEADING}{around}") == list(STORY)


def test_a_link_in_text_that_line_breaks_part_does_not_break_its_sentence() -> None:
    linked = SECOND.replace("the road", '<a href="/roads">the road</a>')
    body = f"<div>{HEADING}<div>{FIRST}<br><br>{linked}<br><br>{THIRD}<br><br>{FOURTH}</div></div>"
    assert lines_of(body) == list(STORY)


def test_a_link_behind_a_picture_and_line_breaks_does_not_break_its_sentence() -> None:
    linked = SECOND.replace("the road", '<a href="/roads">the road</a>')
    body = f"<div>{HEADING}<div><img src='x'>{FIRST}<br><br>{linked}<br><br>{THIRD}<br><br>{FOURTH}</div></div>"
    assert lines_of(body) == list(STORY)


def test_a_paragraph_before_text_that_line_breaks_part_stands_apart_from_it() -> None:
    cell = f"<td><p>{FIRST}</p>{SECOND}<br><br>{THIRD}<br><br>{FOURTH}</td>"
    assert lines_of(f"<table><tr>{cell}</tr></table>") == list(STORY)


def test_a_block_quote_between_line_breaks_keeps_its_place() -> None:
    body = f"<div>{HEADING}<div>{FIRST}<br><br><blockquote>{SECOND}</blockquote>{THIRD}<br><br>{FOURTH}</div></div>"
    assert lines_of(body) == list(STORY)


@pytest.mark.parametrize("opening", ["<div>", "<div><div>", "<div><span>", "<section><p>", "<div><div><p>"])
def test_text_in_nested_blocks_makes_a_paragraph_a_block(opening: str) -> None:
    closing = "".join(f"</{tag.rstrip('>')}>" for tag in reversed(opening.split("<")[1:]))
    text = "".join(f"{opening}{paragraph}{closing}" for paragraph in STORY)
    assert lines_of(f"<article>{HEADING}{text}</article>") == list(STORY)


@pytest.mark.parametrize(
    "marked",
    [
        "The <b>explosion</b> shook",
        "The <i>explosion</i> shook",
        '<a href="/then">The explosion</a> shook',
        "The <span>explosion</span> shook",
        "The ex<em>plo</em>sion shook",
        '<span class="dropcap">T</span>he explosion shook',
        "The <!-- blast --> explosion shook",
        "The\n\t explosion\n shook",
        "The&nbsp;explosion shook",
    ],
)
def test_markup_within_a_sentence_does_not_part_its_words(marked: str) -> None:
    written = FIRST.replace("The explosion shook", marked)
    assert lines_of(f"<article>{HEADING}{paragraphs(written, SECOND, THIRD)}</article>") == [FIRST, SECOND, THIRD]


def test_signs_that_html_escapes_come_out_as_the_author_wrote_them() -> None:
    written = (
        "Smith &amp; Sons said &lt;nothing&gt; &#8220;today&#8221; about the fire that sank three of its ships 😀."
    )
    meant = "Smith & Sons said <nothing> “today” about the fire that sank three of its ships 😀."
    assert lines_of(f"<article>{HEADING}{paragraphs(written, SECOND)}</article>") == [meant, SECOND]


def test_the_joiners_of_persian_words_come_through() -> None:
    text = "به گفتهٔ شهردار هیچ‌کس آسیب ندید و شیشه‌های خانه‌های محله شکست و مردم به خیابان‌ها رفتند."
    assert lines_of(f"<article>{HEADING}{paragraphs(text, SECOND)}</article>") == [text, SECOND]


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="post has-sidebar comments-open">',
        '<div id="page" class="site no-sidebar">',
        '<form id="aspnetForm"><div>',
        '<section class="content related-open">',
        '<div class="share-enabled social">',
    ],
)
def test_a_wrapper_with_the_name_of_chrome_keeps_its_story(opening: str) -> None:
    assert lines_of(f"{opening}{HEADING}{paragraphs(*STORY)}") == list(STORY)


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav><ul><li><a href='/w'>World</a></li><li><a href='/s'>Sport</a></li></ul></nav>",
        "<div class='share'><span>Share</span><a>Facebook</a><a>X</a></div>",
        "<aside><h3>Most read</h3><ul><li><a href='/f'>Fish is dear this week</a></li></ul></aside>",
        "<div class='related-posts'><h4>Related</h4><p><a href='/f'>Fish is dear this week</a></p></div>",
        "<p>Read also: <a href='/f'>Fish is dear this week</a></p>",
        "<p><strong>ALSO READ: <a href='/f'>Fish is dear this week</a></strong></p>",
        "<p>Advertisement</p>",
        "<p>Follow us on Telegram</p>",
        "<p>Sign up for our newsletter and never miss a story.</p>",
        "<p>Tags: <a href='/t'>port</a>, <a href='/u'>war</a></p>",
        "<div class='newsletter'><p>Get the news at seven in the morning.</p></div>",
        "<footer>© Amber Post. All rights reserved.</footer>",
        "<p>© 2026 Amber Post</p>",
        "<p>All rights reserved</p>",
        "<form><p>Name</p><input name='who'><button>Send</button></form>",
        "<div id='comments'><ol><li class='comment'><p>Again? When will this end?</p></li></ol></div>",
        "<p>Leave a comment</p>",
        "<p>Comments (3)</p>",
        "<noscript><p>Switch on JavaScript to read this page.</p></noscript>",
        "<script>var share = 'all of it';</script><style>p { color: red }</style>",
        "<svg><title>icon</title><text>arrow</text></svg>",
        "<figure><img src='x'><figcaption>Smoke above the harbour. Photo: R. Vale</figcaption></figure>",
    ],
)
def test_what_a_theme_prints_behind_a_story_is_not_part_of_it(chrome: str) -> None:
    assert lines_of(f"<div class='wrap'>{HEADING}<div class='text'>{paragraphs(*STORY)}{chrome}</div></div>") == list(
        STORY
    )


@pytest.mark.parametrize(
    "chrome",
    [
        "<p>Read also: <a href='/f'>Fish is dear this week</a></p>",
        "<p><strong>Related:</strong> <a href='/f'>Fish is dear this week</a></p>",
        "<aside class='related-inline'><h4>Read also</h4><a href='/f'>Fish is dear this week</a></aside>",
        "<p>Advertisement</p>",
        "<p>Story continues below</p>",
        "<div class='newsletter'><p>Get the news at seven in the morning.</p></div>",
    ],
)
def test_what_a_theme_prints_within_a_story_is_not_part_of_it(chrome: str) -> None:
    body = f"<article>{HEADING}{paragraphs(FIRST, SECOND)}{chrome}{paragraphs(THIRD, FOURTH)}</article>"
    assert lines_of(body) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "11.03.2026 05:40",
        "Published: 11 March 2026, 05:40",
        "By Nora Vale",
        "Nora Vale",
        "Home / World / Africa",
        "Amber – AFP",
    ],
)
def test_what_a_theme_prints_above_a_story_is_not_part_of_it(line: str) -> None:
    head = '<meta name="author" content="Nora Vale">'
    article = article_of(f"<div class='w'>{HEADING}<div class='b'>{paragraphs(line, *STORY)}</div></div>", head=head)
    assert article.text.split("\n\n") == list(STORY)


def test_what_was_taken_out_is_told_with_the_reason() -> None:
    article = article_of(f"<article>{HEADING}{paragraphs(*STORY)}<p>Tags: port, war</p></article>")
    assert ("Tags: port, war", "tags") in [(removed.line, removed.reason) for removed in article.removed]


@pytest.mark.parametrize("closing", ["", "<p>", "</article></div></div>"])
def test_tags_that_are_never_closed_lose_no_text(closing: str) -> None:
    body = f"<article>{HEADING}<p>{'<p>'.join(STORY)}{closing}"
    assert lines_of(body) == list(STORY)


def test_a_flash_of_one_sentence_is_an_article() -> None:
    assert lines_of(f"<article>{HEADING}<p>Three dead in Amber blast, police say.</p></article>") == [
        "Three dead in Amber blast, police say."
    ]


def test_a_page_without_text_is_read_by_its_description() -> None:
    article = article_of(APPLICATION, head=f'<meta property="og:description" content="{FIRST}">')
    assert article.text == FIRST


def test_a_page_without_text_and_description_is_read_by_what_its_feed_said() -> None:
    announced = Link(URL, TITLE, summary=FIRST)
    assert extract(page_of(html_of(APPLICATION), announced=announced)).text == FIRST


def test_a_description_that_only_repeats_the_title_is_no_article() -> None:
    with pytest.raises(Unreadable, match="no text"):
        article_of(APPLICATION, head=f'<meta property="og:description" content="{TITLE}">')


@pytest.mark.parametrize("body", [b"", b"   \n", b"\x00\x00", b"\xff\xfe", b"%PDF-1.4"])
def test_a_page_that_is_no_page_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        extract(page_of(body))


def test_a_page_without_a_title_takes_the_one_of_its_feed() -> None:
    html = html_of(paragraphs(*STORY), title="")
    assert extract(page_of(html, announced=Link(URL, TITLE))).title == TITLE


def test_nul_bytes_within_words_do_no_harm() -> None:
    html = html_of(WHOLE).replace("harbour", "har\x00bour")
    article = extract(page_of(html))
    assert article.title == TITLE
    assert article.text.split("\n\n") == list(STORY)


@pytest.mark.parametrize("depth", [250, 5000])
def test_a_deeply_nested_page_is_read_or_refused(depth: int) -> None:
    html = html_of(f"{'<div>' * depth}{HEADING}{paragraphs(*STORY)}{'</div>' * depth}")
    try:
        text = extract(page_of(html)).text
    except Unreadable:
        text = ""
    assert text in ("", "\n\n".join(STORY))


def test_a_huge_attribute_does_no_harm() -> None:
    body = f"<article>{HEADING}<img src='data:image/png;base64,{'A' * 2_000_000}'>{paragraphs(*STORY)}</article>"
    assert lines_of(body) == list(STORY)


@pytest.mark.parametrize("opening", ["<b>" * 5000, "<span>" * 3000, "<i><a href='x'>" * 500])
def test_thousands_of_tags_that_are_never_closed_do_no_harm(opening: str) -> None:
    assert lines_of(f"<article>{HEADING}{paragraphs(*STORY)}{opening}</article>") == list(STORY)


SCRAPS = [
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<br><br>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>"),
    *("<blockquote>", "<h1>", "</h1>", "<script>", "</script>", "<!--", "-->", "<form>", "<title>", "</body>"),
    *("&#0;", "&#xD800;", "&#x110000;", "\x00", "\x0b", "<svg>", "<template>", "<select>", "<plaintext>", "<![CDATA["),
    *("<frameset>", "<lb/>", "<row>", "<cell>", "<time datetime='2026-13-99'>", "<base href='http://['>", "<o:p>"),
    *("<link rel='canonical' href='http://[::1'>", "<meta property='article:published_time' content='0000-00-00'>"),
    *('<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":[1]}</script>', "<td><br><br>"),
    *("Share", "Comments", "Read also: ", "Most read", FIRST, "<span class='share'>", "<div class='comments'>"),
]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_whatever_the_tags_a_page_is_read_or_refused(scraps: list[str]) -> None:
    try:
        article = extract(page_of(f"<html><body>{''.join(scraps)}"))
    except Unreadable as reason:
        assert str(reason)
    else:
        assert article.text.strip()
        article.text.encode()


PUBLISHED = '<meta property="article:published_time" content="{}">'
STAMPED = f"<article>{HEADING}<p>10.03.2026 05:40</p>{paragraphs(*STORY)}</article>"


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of the month of the story."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "announced", "body", "published", "where"),
    [
        (PUBLISHED.format("2026-03-08T10:00:00+02:00"), at(9), STAMPED, at(8, 8), "meta"),
        ("", at(9), STAMPED, at(9), "feed or sitemap"),
        ("", None, STAMPED, at(10, 5, 40), "text"),
        ("", None, STAMPED.replace(" 05:40", ""), at(10), "text, day only"),
        ("", None, WHOLE, None, None),
    ],
)
def test_the_most_trusted_statement_dates_an_article(
    head: str, announced: datetime | None, body: str, published: datetime | None, where: str | None
) -> None:
    link = Link(URL, published=announced) if announced else None
    article = extract(page_of(html_of(body, head=head), announced=link))
    assert (article.published, article.published_from) == (published, where)


@pytest.mark.parametrize("stated", ["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-03-22T12:00:00Z"])
def test_a_time_that_cannot_be_gives_way_to_the_next_best(stated: str) -> None:
    article = extract(page_of(html_of(WHOLE, head=PUBLISHED.format(stated)), announced=Link(URL, published=at(9))))
    assert article.published == at(9)


def test_a_time_that_cannot_be_is_kept_as_it_stood() -> None:
    article = article_of(WHOLE, head=PUBLISHED.format("2031-01-01T00:00:00Z"))
    assert (article.published, article.published_from) == (None, None)
    assert article.published_raw == "2031-01-01T00:00:00Z"


def test_paragraphs_stay_in_their_order_whatever_parts_them() -> None:
    body = (
        f"<article>{HEADING}<p>{FIRST}</p><blockquote>{SECOND}</blockquote><ul><li>{THIRD}</li></ul>"
        f"<div>{FOURTH}</div></article>"
    )
    assert lines_of(body) == list(STORY)
