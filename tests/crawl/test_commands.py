"""The commands, as a user types them: what they say, and what they exit with."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.crawl.running import Newsstand
from tests.press.server import Answer
from tests.press.sites import sites

STORY = next(site.root + site.articles[0].path for site in sites() if site.theme == "agency")


def _broken_sources(stand: Newsstand) -> None:
    stand.write_sources('[[source]]\nname = "A"\nurl = "ftp://a.example/"\n')


def _no_sources(stand: Newsstand) -> None:
    stand.sources.unlink()


def _text_for_a_database(stand: Newsstand) -> None:
    stand.database.write_text("this is no database, but somebody's notes\n" * 100)


def _foreign_database(stand: Newsstand) -> None:
    with closing(sqlite3.connect(stand.database)) as connection, connection:
        connection.execute("create table recipes (name)")


def _newer_database(stand: Newsstand) -> None:
    assert stand.run("corpus", str(stand.folder / "none-yet")).returncode == 2  # makes an empty database
    with closing(sqlite3.connect(stand.database)) as connection, connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('tocsin', 'm900_later', '2031')"
        )


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (_broken_sources, 2, ["sources.toml:3", "ftp://a.example/", "http or https"]),
        (_no_sources, 2, ["sources.toml", "no such file"]),
        (_text_for_a_database, 5, ["news.db", "not a database", "TOCSIN_DATABASE"]),
        (_foreign_database, 5, ["news.db", "not a Tocsin database", "TOCSIN_DATABASE"]),
        (_newer_database, 5, ["news.db", "newer Tocsin", "m900_later"]),
    ],
)
def test_bad_input_is_told_in_one_line_and_left_untouched(
    newsstand: Newsstand, spoil: Callable[[Newsstand], None], code: int, words: list[str]
) -> None:
    spoil(newsstand)
    before = newsstand.database.read_bytes() if newsstand.database.exists() else None
    finished = newsstand.crawl()
    assert finished.returncode == code
    assert len(finished.stderr.splitlines()) == 1, finished.stderr
    assert all(word in finished.stderr for word in words), finished.stderr
    assert newsstand.press.log == []
    assert (newsstand.database.read_bytes() if newsstand.database.exists() else None) == before


def test_a_broken_watchlist_is_told_with_its_line(newsstand: Newsstand, tmp_path: Path) -> None:
    watchlist = tmp_path / "mine.toml"
    watchlist.write_text('name = "mine"\nrule = ["drone and nonsense"]\n[terms.en]\ndrone = ["drone"]\n')
    finished = newsstand.crawl("-s", f"TOCSIN_WATCHLIST={watchlist}")
    assert finished.returncode == 2
    assert f'{watchlist}:2: the rule names "nonsense"' in finished.stderr


def test_a_corpus_file_that_is_no_text_stops_the_load_before_anything_is_written(newsstand: Newsstand) -> None:
    folder = newsstand.folder / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Two drones struck a depot near the port, the navy said.", "utf-8")
    (folder / "b.txt").write_bytes(b"Two dr\xf6nes")
    finished = newsstand.run("corpus", str(folder))
    assert finished.returncode == 2
    assert "b.txt:1: is not UTF-8 text" in finished.stderr
    assert newsstand.rows("select * from articles") == []


def test_a_corpus_folder_is_loaded_and_told(newsstand: Newsstand) -> None:
    folder = newsstand.folder / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Depot hit\n\nTwo drones struck a depot near the port, the navy said.\n\nShare it...\n"
    )
    finished = newsstand.run("corpus", str(folder))
    assert finished.returncode == 0, finished.stderr
    assert "Depot hit" in finished.stdout
    assert newsstand.rows("select url, title, text, origin from articles") == [
        {
            "url": "seed:a.txt",
            "title": "Depot hit",
            "text": "Two drones struck a depot near the port, the navy said.",
            "origin": "seed",
        }
    ]


def test_when_nothing_can_be_reached_the_run_says_so_in_one_line(newsstand: Newsstand) -> None:
    newsstand.press.routes.clear()
    finished = newsstand.crawl()
    assert finished.returncode == 3
    assert len(finished.stderr.splitlines()) == 1
    assert "none of the 8 sources could be reached" in finished.stderr
    assert newsstand.rows("select exit from runs") == [{"exit": 3}]


def test_a_source_that_fails_is_told_once_and_not_again(newsstand: Newsstand) -> None:
    newsstand.press.routes["http://sahelmatin.example/feed.json"] = Answer(b"<html>moved</html>")
    first, second = newsstand.crawl(), newsstand.crawl()
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stderr.splitlines() == [
        "tocsin: sahelmatin: broken feed: http://sahelmatin.example/feed.json is not a feed: an HTML page"
    ]
    assert second.stderr == ""


def test_a_second_run_beside_a_first_leaves_at_once(newsstand: Newsstand) -> None:
    newsstand.press.gate.clear()
    running = newsstand.start()
    try:
        deadline = time.monotonic() + 60
        while not newsstand.has_run():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        finished = newsstand.crawl()
    finally:
        running.kill()
        running.wait()
        newsstand.press.gate.set()
    assert finished.returncode == 4
    assert "another run" in finished.stderr


def test_an_interrupted_run_finishes_what_is_in_hand_and_the_next_goes_on(
    newsstand: Newsstand, crawled: Newsstand
) -> None:
    running = newsstand.start()
    deadline = time.monotonic() + 60
    while len(newsstand.press.asked(articles=True)) < 5:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=30) == 6
    fetched = len(newsstand.press.asked(articles=True))
    done = newsstand.rows("select count(*) as n from pages where fetched_at is not null and source <> 'seeds'")
    assert done[0]["n"] >= fetched - 1  # the redirect target counts once
    assert newsstand.crawl().returncode == 0
    assert newsstand.state() == crawled.state()


def test_why_tells_the_ledger_the_stages_and_the_evidence(crawled: Newsstand) -> None:
    finished = crawled.run("why", STORY)
    assert finished.returncode == 0, finished.stderr
    for words in ("outcome", "kept", "meridianwire", "json-ld", "Terms found", "Taken out as chrome", "drone"):
        assert words in finished.stdout
    facts = json.loads(crawled.run("why", STORY, "--json").stdout)
    assert facts["ledger"]["outcome"] == "kept"
    assert facts["reading"]["kept"] is True
    assert facts["article"]["language"] == "en"


def test_why_knows_an_address_in_every_spelling_and_says_when_it_was_never_met(crawled: Newsstand) -> None:
    assert crawled.run("why", f"{STORY}/?utm_source=x#top").returncode == 0
    unknown = crawled.run("why", "http://meridianwire.example/never")
    assert unknown.returncode == 1
    assert "never met" in unknown.stdout


def test_the_shell_has_page_reading_and_why_ready(newsstand: Newsstand) -> None:
    finished = newsstand.run("shell", STORY, "-c", "(page.url, reading.language.code, reading.relevance.kept, why())")
    assert finished.returncode == 0, finished.stderr
    assert f"('{STORY}', 'en', True, None)" in finished.stdout
    assert "Terms found" in finished.stdout
    assert not newsstand.database.exists()


def test_parse_takes_a_page_through_all_stages_and_prints_what_became_of_it(newsstand: Newsstand) -> None:
    finished = newsstand.run("parse", "--spider=page", "--pipelines", "--nocolour", STORY)
    assert finished.returncode == 0, finished.stderr
    assert "'outcome': <Outcome.KEPT: 'kept'>" in finished.stdout
    assert newsstand.rows("select url from articles") == [{"url": STORY}]


def test_archived_pages_give_the_same_articles_without_a_network(crawled: Newsstand, newsstand: Newsstand) -> None:
    finished = newsstand.run("crawl", "archive", "-a", f"files={crawled.folder}/raw/*.warc.gz")
    assert finished.returncode == 0, finished.stderr
    assert newsstand.press.log == []
    wanted = "select url, source, text, language from articles where origin = ? order by url"
    assert newsstand.rows(wanted, ["archive"]) == crawled.rows(wanted, ["crawl"])


def test_sources_are_listed_and_checked(newsstand: Newsstand) -> None:
    listed = json.loads(newsstand.run("sources", "--json").stdout)
    assert {row["name"] for row in listed} == {site.host.split(".")[0] for site in sites()}
    newsstand.press.routes["http://sahelmatin.example/feed.json"] = Answer(b"", status=404)
    checked = newsstand.run("sources", "check", "--json")
    findings = {row["url"]: row for row in json.loads(checked.stdout)}
    assert checked.returncode == 0, checked.stderr
    assert "404 Not Found" in findings["http://sahelmatin.example/feed.json"]["answer"]
    assert "feed http://harborcourier.example/rss.xml" in findings["http://harborcourier.example/"]["offers"]
    assert "sitemap http://guneypostasi.example/sitemap.xml" in findings["http://guneypostasi.example/"]["offers"]
    assert not newsstand.database.exists()


def test_an_opml_list_adds_the_feeds_that_are_new(newsstand: Newsstand) -> None:
    opml = newsstand.folder / "mine.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Africa"><outline text="Le &quot;Fleuve&quot;" type="rss"'
        ' xmlUrl="https://fleuve.example/rss"/><outline text="Known" xmlUrl="http://meridianwire.example/rss.xml"/>'
        "</outline></body></opml>"
    )
    finished = newsstand.run("sources", "import", str(opml))
    assert finished.returncode == 0, finished.stderr
    assert "1 sources added" in finished.stderr
    names = [row["name"] for row in json.loads(newsstand.run("sources", "--json").stdout)]
    assert 'Le "Fleuve"' in names
    assert len(names) == 9


def test_a_title_or_name_that_looks_like_markup_is_shown_as_it_is(newsstand: Newsstand) -> None:
    folder = newsstand.folder / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "[/red] Drones [bold]hit\n\nTwo drones struck a depot near the port, the navy said.\n"
    )
    finished = newsstand.run("corpus", str(folder))
    assert finished.returncode == 0, finished.stderr
    assert "[/red] Drones [bold]hit" in finished.stdout
    newsstand.write_sources('[[source]]\nname = "mk2 [/b]"\nurl = "https://mk2.example/"\n')
    assert "mk2 [/b]" in newsstand.run("sources").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("crawl", "news", "-s", "TOCSIN_WORKERS=abc"), 'TOCSIN_WORKERS: "abc" is not a number'),
        (("crawl", "news", "-s", "TOCSIN_MAX_AGE_DAYS=99999999"), "TOCSIN_MAX_AGE_DAYS"),
        (("crawl", "news", "-a", "source=Nobody"), 'no source named "Nobody"'),
        (("crawl", "news", "-a", "sauce=X"), "is no argument of the spider news"),
        (("crawl", "nosuch"), "no such spider"),
        (("crawl", "page", "-a", "url=ftp:x"), "is not an http or https address"),
        (("crawl", "archive", "-a", "files=README.md"), "is not a WARC file"),
        (("corpus", "-s", "TOCSIN_CORPUS="), "name a folder"),
        (("corpus", "/no/such/folder"), "no such folder"),
        (("sources", "check", "Nobody"), 'no source named "Nobody"'),
        (("sources", "import", "/no/such.opml"), "cannot be read"),
        (("sources", "frobnicate"), "usage"),
        (("why",), "give one URL"),
    ],
)
def test_a_slip_of_the_user_is_told_in_one_line(newsstand: Newsstand, words: tuple[str, ...], told: str) -> None:
    finished = newsstand.run(*words)
    assert finished.returncode == 2, finished.stderr
    assert told in finished.stderr
    assert len(finished.stderr.splitlines()) == 1, finished.stderr


def test_one_page_that_cannot_be_had_is_told(newsstand: Newsstand) -> None:
    finished = newsstand.run("crawl", "page", "-a", "url=http://meridianwire.example/no-such-story")
    assert finished.returncode == 3
    assert "404 Not Found" in finished.stderr


def test_browsing_needs_a_database(newsstand: Newsstand) -> None:
    finished = newsstand.run("browse")
    assert finished.returncode == 5
    assert "no database there yet" in finished.stderr


def test_a_database_is_not_made_by_looking_for_it(newsstand: Newsstand) -> None:
    assert newsstand.run("why", STORY).returncode == 5
    assert not newsstand.database.exists()
