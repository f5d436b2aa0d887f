"""A crawl learns what a site prints on every page, and takes it out of the first pages as well."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.crawl.running import Newsstand
from tests.press.server import Answer

ROOT = "http://heron-herald.example"
SLOGAN = "From reed to rooftop, the Herald hears it first."
BACKGROUND = "The strait has been closed to fishing boats since the spring of last year."
PLACES = ("harbour", "mill", "bridge", "station", "school")


def page(place: str, *, with_background: bool) -> Answer:
    """A report of an attack, with the site's slogan somewhere among the author's paragraphs."""
    author = [
        f"A rocket hit the {place} of Heronsea on Monday night and wounded {len(place)} people, the police said.",
        f"The explosion broke the windows of every house around the {place}, and a fire burned until the morning.",
        *([BACKGROUND] if with_background else []),
        f"The mayor visited the {place} at noon and promised new shelters for the whole quarter before the winter.",
    ]
    author.insert(len(place) % len(author), SLOGAN)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in author)
    return Answer(
        f"<html lang='en'><head><title>Rocket hits {place}</title></head><body><article><h1>Rocket hits {place}</h1>"
        f"<time datetime='2026-04-20T08:0{len(place) % 10}:00Z'></time>{text}</article></body></html>".encode(),
        "text/html; charset=utf-8",
    )


@pytest.fixture
def crawled(newsstand: Newsstand) -> Newsstand:
    """After one crawl of a site with five reports; two of them share a background paragraph."""
    routes = newsstand.press.routes
    links = "".join(
        f"<a href='/2026/04/rocket-hits-the-{place}-of-heronsea'>Rocket hits {place}</a>" for place in PLACES
    )
    routes[f"{ROOT}/"] = Answer(f"<html><body>{links}</body></html>".encode(), "text/html")
    for place in PLACES:
        url = f"{ROOT}/2026/04/rocket-hits-the-{place}-of-heronsea"
        routes[url] = page(place, with_background=place in ("mill", "bridge"))
    newsstand.write_sources(f'[[source]]\nname = "Heron Herald"\nurl = "{ROOT}/"\nlistings = ["{ROOT}/"]\n')
    assert newsstand.crawl().returncode == 0
    return newsstand


BAKERY = (
    "The bakery on the corner opens at six, and by half past the first trays of rye are sold to those who go to work.",
    "Its owner learned the trade from an aunt, who kept a sour dough alive for thirty years in a cellar by the canal.",
    "Two assistants shape the loaves by hand, and a third has come from the coast to learn how the old oven is fired.",
    "In summer they bake less and close on Mondays, for half of the street goes to the lakes and takes no bread along.",
)


def test_a_page_that_nothing_can_keep_is_set_aside_once_the_site_is_known(crawled: Newsstand) -> None:
    with closing(sqlite3.connect(crawled.database)) as connection, connection:
        connection.execute("update sites set pages = 20")
    url, words = f"{ROOT}/2026/04/rye-is-sold-out-before-the-sun-is-up", "".join(f"<p>{line}</p>" for line in BAKERY)
    front = crawled.press.routes[f"{ROOT}/"]
    link = f"<a href='{url}'>Rye is sold out before the sun is up</a></body>".encode()
    crawled.press.routes[f"{ROOT}/"] = Answer(front.body.replace(b"</body>", link), "text/html")
    page = f"<html lang='en'><body><article><h1>Rye before sunrise</h1>{words}</article></body></html>"
    crawled.press.routes[url] = Answer(page.encode(), "text/html; charset=utf-8")
    assert crawled.crawl().returncode == 0
    (row,) = crawled.rows("select outcome, reason from pages where url = ?", [url])
    assert row["outcome"] == "off_topic"
    assert row["reason"].startswith("set aside by its raw words")
    assert crawled.rows("select pages from sites") == [{"pages": 20}]
    told = json.loads(crawled.run("why", url, "--json").stdout)
    assert "Rye before sunrise" in json.dumps(told["reading"])  # whoever asks gets it read whole


def texts(stand: Newsstand) -> list[str]:
    return [row["text"] for row in stand.rows("select text from articles where origin = 'crawl'")]


def test_a_slogan_is_taken_out_of_all_pages_and_a_background_paragraph_of_none(crawled: Newsstand) -> None:
    assert len(texts(crawled)) == len(PLACES)
    assert not any(SLOGAN in text for text in texts(crawled))
    assert sum(BACKGROUND in text for text in texts(crawled)) == 2
    learned = json.loads(crawled.run("chrome", "--json").stdout)
    assert [line["line"] for line in learned] == [SLOGAN]
    why = crawled.run("why", f"{ROOT}/2026/04/rocket-hits-the-mill-of-heronsea", "--json").stdout
    assert [taken for taken in json.loads(why)["reading"]["taken_out"] if taken[1] == SLOGAN]


def test_a_line_that_a_person_gives_back_is_in_the_articles_after_the_next_crawl(crawled: Newsstand) -> None:
    (line,) = json.loads(crawled.run("chrome", "--json").stdout)
    assert crawled.run("chrome", "author", str(line["id"])).returncode == 0
    assert crawled.crawl().returncode == 0
    assert all(SLOGAN in text for text in texts(crawled))


def test_what_a_killed_run_learned_is_applied_by_the_next_one(crawled: Newsstand) -> None:
    with closing(sqlite3.connect(crawled.database)) as connection, connection:
        connection.execute("update articles set text = text || char(10, 10) || ?", [SLOGAN])
        connection.execute("update site_lines set applied = 0 where verdict = 'chrome'")
    assert crawled.crawl().returncode == 0
    assert not any(SLOGAN in text for text in texts(crawled))


def test_an_unknown_line_is_told_in_one_line(crawled: Newsstand) -> None:
    finished = crawled.run("chrome", "author", "999999")
    assert finished.returncode == 2
    assert "scrapy chrome" in finished.stderr
