"""Who signed a page: people, each once, wherever a theme names them."""

from __future__ import annotations

import pytest

from tests.pages import TITLE, paragraphs
from tests.reading.stating import SITE, STORY, metadata, structured


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"name": "Nora Vale"}, ("Nora Vale",)),
        ([{"name": "Nora Vale"}, {"name": "Jon Oak"}], ("Nora Vale", "Jon Oak")),
        (["Nora Vale", "Jon Oak", "nora vale"], ("Nora Vale", "Jon Oak")),
        ({"name": ["Nora Vale", "Jon Oak"]}, ("Nora Vale", "Jon Oak")),
        ("By Nora Vale", ("Nora Vale",)),
        ("Автор: Нора Вейл", ("Нора Вейл",)),
        ("  Nora \n Vale ", ("Nora Vale",)),
        ("Admin", ()),
        ("News Desk", ()),
        ("nora@amber.example", ()),
        ("https://amber.example/nora", ()),
        ("A sentence that goes on for longer than names do", ()),
        ("", ()),
        (None, ()),
        (17, ()),
        ({}, ()),
    ],
)
def test_authors_are_people_each_named_once(author: object, names: tuple[str, ...]) -> None:
    assert metadata(structured({**STORY, "author": author})).authors == names


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="author" content="Nora Vale">', ""),
        ('<meta property="article:author" content="Nora Vale">', ""),
        ("", '<span class="author">By Nora Vale</span>'),
        ("", '<div class="byline">By Nora Vale</div>'),
        ("", '<a rel="author" href="/nora">Nora Vale</a>'),
        ("", '<span itemprop="author">Nora Vale</span>'),
        ('<meta name="author" content="admin">', '<span class="post author vcard">Nora Vale</span>'),
    ],
)
def test_an_author_is_found_where_themes_state_one(head: str, body: str) -> None:
    assert metadata(head, body=f"<h1>{TITLE}</h1>{body}").authors == ("Nora Vale",)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Nora Vale and Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Nora Vale, Jon Oak and Mia Fen", ("Nora Vale", "Jon Oak", "Mia Fen")),
        ("Nora Vale & Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Нора Вейл та Джон Оук", ("Нора Вейл", "Джон Оук")),
        ("Нора Вейл и Джон Оук", ("Нора Вейл", "Джон Оук")),
        ("Nora Vale; Jon Oak", ("Nora Vale", "Jon Oak")),
        ("Nora Vale ve Jon Oak", ("Nora Vale", "Jon Oak")),
        ("نورا فيل، جون أوك", ("نورا فيل", "جون أوك")),
        ("Ana Ruiz y Mar", ("Ana Ruiz y Mar",)),
        ("Vale, Nora", ("Nora Vale",)),
        ("Nora Vale, Staff Writer", ("Nora Vale",)),
        ("Nora Vale, Dietitian", ("Nora Vale",)),
        ("Nora Vale | Amber News", ("Nora Vale",)),
        ("Nora Vale (in Port Amber)", ("Nora Vale",)),
        ("Nora C.J.", ("Nora C.J.",)),
        ("Written by Nora Vale", ("Nora Vale",)),
        ("View all posts by Nora Vale", ("Nora Vale",)),
        ("Di Maio", ("Di Maio",)),
        ("Nora Vale / AFP", ("Nora Vale",)),
        ("Nora Vale, Associated Press", ("Nora Vale",)),
        ("AFP", ()),
        ("The Associated Press", ()),
        ("رويترز", ()),
        ("Укрінформ", ()),
        ("Staff Writer", ()),
        ("Amber Post staff", ()),
        ("Amber Editorial Team", ()),
        ("Redaktion", ()),
        ("Редакція", ()),
        ("هيئة التحرير", ()),
        ("amber.example", ()),
        ("The Amber Journal", ()),
        ("Published on", ()),
        ("Monday", ()),
    ],
)
def test_a_byline_is_split_into_its_people(stated: str, names: tuple[str, ...]) -> None:
    assert metadata(f'<meta name="author" content="{stated}">').authors == names
    assert metadata(structured({**STORY, "author": stated})).authors == names


def test_a_byline_is_kept_as_it_stands_for_the_credit() -> None:
    assert metadata('<meta name="author" content="Nora Vale / AFP">').stated_authors == ("Nora Vale / AFP",)


def test_each_of_several_tags_names_an_author() -> None:
    head = '<meta name="author" content="Nora Vale"><meta name="author" content="Jon Oak">'
    assert metadata(head).authors == ("Nora Vale", "Jon Oak")


def test_the_site_is_not_its_own_author() -> None:
    assert metadata(structured({**STORY, "author": {"@type": "Organization", "name": "Amber Post"}})).authors == ()
    assert metadata(structured({**STORY, "author": {"@type": "Organization", "name": "Cobalt Union"}})).authors == ()
    assert metadata(structured({**STORY, "author": SITE})).authors == ()


def test_an_author_given_by_reference_is_followed() -> None:
    graph = [{**STORY, "author": {"@id": "#nora"}}, {"@type": "Person", "@id": "#nora", "name": "Nora Vale"}]
    assert metadata(structured({"@graph": graph})).authors == ("Nora Vale",)
    assert metadata(structured(graph)).authors == ("Nora Vale",)


@pytest.mark.parametrize(
    "byline",
    [
        '<span class="author-name">Nora Vale</span>',
        '<div class="td-post-author-name">By <a href="/a">Nora Vale</a> -</div>',
        '<div class="td-module-meta-info">By <a>Nora Vale</a> - <time datetime="2026-03-11">11.03.2026</time></div>',
        '<p class="article__author">Nora Vale</p>',
        '<p class="c-byline">Von Nora Vale</p>',
        '<div class="entry-author"><img alt=""><span class="name">Nora Vale</span> <span>Reporter</span></div>',
        '<div itemprop="author" itemscope><meta itemprop="url"><span itemprop="name">Nora Vale</span> follow</div>',
        '<a href="/authors/nora-vale">Nora Vale</a>',
        "<p>By Nora Vale</p>",
        "<p>By Nora Vale | March 11, 2026</p>",
        "<div><b>By</b> <span>Nora Vale</span></div>",
        "<div>By <!-- --> Nora Vale <small>11 March 2026</small></div>",
        "<p>Autorin: Nora Vale</p>",
    ],
)
def test_a_byline_under_the_headline_is_found_however_it_is_marked(byline: str) -> None:
    body = f"<article><h1>{TITLE}</h1>{byline}{paragraphs('Text.')}</article>"
    assert metadata(body=body).authors == ("Nora Vale",)


@pytest.mark.parametrize(
    "other",
    [
        '<aside><span class="author">Jon Oak</span></aside>',
        '<div class="related"><span class="author">Jon Oak</span></div>',
        '<ol class="comment-list"><li class="comment"><cite class="comment-author">Jon Oak</cite></li></ol>',
        '<div class="sidebar"><a rel="author" href="/jon">Jon Oak</a></div>',
        '<ul><li><h3><a href="/x">Another story</a></h3><span class="byline">By Jon Oak</span></li></ul>',
        '<footer><span class="author">Jon Oak</span></footer>',
        '<img class="author-avatar" alt="Jon Oak">',
        "<p>By Friday, the harbour was open.</p>",
        "<p>Von Montag an bleibt der Hafen geschlossen</p>",
    ],
)
def test_a_name_elsewhere_on_the_page_is_not_the_author(other: str) -> None:
    body = f"{other}<article><h1>{TITLE}</h1>{paragraphs('Text.')}</article>{other}"
    assert metadata(body=body).authors == ()


@pytest.mark.parametrize(
    "byline",
    [
        "<div><span>Nora Vale</span><span>11 March 2026</span></div>",
        "<p>Par Nora Vale (avec AFP)<br>Publié le 11/03/2026 à 16h38</p>",
        "<font>Автор: Nora Vale | Дата: 11.03.2026</font>",
        "<article><footer><span class='username'>Nora Vale</span></footer></article>",
        "By Nora Vale<br>",
    ],
)
def test_a_byline_without_a_mark_near_the_headline_names_the_author(byline: str) -> None:
    assert metadata(body=f"<h1>{TITLE}</h1>{byline}<p>Text.</p>").authors == ("Nora Vale",)


def test_an_initial_at_the_end_of_a_byline_is_no_end_of_a_sentence() -> None:
    assert metadata(body=f"<h1>{TITLE}</h1><div>By <a>Nora V.</a> - March 11, 2026</div>").authors == ("Nora V.",)


@pytest.mark.parametrize(
    "line",
    [
        "<div><a href='/town'>Port Amber</a><span>11 March 2026</span></div>",
        "<div><span>Port Amber</span><span>11 March 2026</span></div><ul><li><a href='/town'>Port Amber</a></ul>",
        "<div><span>BREAKING NEWS</span><span>11 March 2026</span></div>",
        "<div><span>Nora Vale</span><span>5 min read</span></div>",
    ],
)
def test_what_stands_beside_the_date_is_an_author_only_where_it_can_be_no_section(line: str) -> None:
    assert metadata(body=f"<h1>{TITLE}</h1>{line}<p>Text.</p>").authors == ()
