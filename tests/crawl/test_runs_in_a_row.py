"""What a later run does with what earlier ones left."""

from __future__ import annotations

from tests.crawl.running import Newsstand
from tests.press.server import Answer
from tests.press.sites import sites


def test_a_second_run_asks_only_whether_there_is_news(newsstand: Newsstand) -> None:
    assert newsstand.crawl().returncode == 0
    before = newsstand.state()
    newsstand.press.log.clear()
    assert newsstand.crawl().returncode == 0
    asked = newsstand.press.log
    assert newsstand.press.asked(articles=True) == []
    assert asked
    assert not [a for a in asked if a.url.endswith("/robots.txt")]  # it is remembered for an hour
    assert all(a.conditional and a.status == 304 for a in asked if a.status != 404)
    assert newsstand.state() == before


def test_worker_processes_give_what_one_process_gives(newsstand: Newsstand, crawled: Newsstand) -> None:
    assert newsstand.crawl("-s", "TOCSIN_WORKERS=2").returncode == 0
    assert newsstand.state() == crawled.state()


def test_links_set_aside_as_too_old_are_fetched_when_the_bound_is_lifted(newsstand: Newsstand) -> None:
    only = ("-a", "source=sahelmatin")
    assert newsstand.crawl(*only, "-s", "TOCSIN_MAX_AGE_DAYS=1").returncode == 0
    aside = newsstand.rows("select url from pages where source = 'sahelmatin' and outcome = 'too_old'")
    assert len(aside) == 8
    assert newsstand.press.asked(articles=True) == []
    assert newsstand.crawl(*only).returncode == 0
    assert newsstand.rows("select url from pages where outcome = 'too_old'") == []
    assert len(newsstand.press.asked(articles=True)) == 8


def test_a_new_story_in_a_feed_is_all_that_the_next_run_fetches(newsstand: Newsstand) -> None:
    feed, page = "http://sahelmatin.example/feed.json", "http://sahelmatin.example/2026/04/un-drone-sur-le-port"
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    newsstand.press.log.clear()
    body = newsstand.press.routes[feed].body.replace(
        b'"items": [', b'"items": [{"url": "%s", "title": "Un drone sur le port"}, ' % page.encode()
    )
    newsstand.press.routes[feed] = Answer(body, "application/feed+json")
    text = (
        "<html lang=fr><title>Un drone sur le port</title><p>Un drone a frappé le port, tuant deux dockers.</p></html>"
    )
    newsstand.press.routes[page] = Answer(text.encode())
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    assert [a.url for a in newsstand.press.log if "robots" not in a.url] == [feed, page]
    assert newsstand.rows("select outcome from pages where url = ?", [page]) == [{"outcome": "kept"}]


PAGE = "http://sahelmatin.example" + next(site for site in sites() if site.way == "json").articles[1].path


def test_an_address_that_redirects_to_a_known_page_is_entered_as_if_it_had_been_asked_first(
    newsstand: Newsstand,
) -> None:
    feed, alias = "http://sahelmatin.example/feed.json", "http://sahelmatin.example/2026/03/une-ancienne-adresse"
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    body = newsstand.press.routes[feed].body.replace(b'"items": [', b'"items": [{"url": "%s"}, ' % alias.encode())
    newsstand.press.routes[feed] = Answer(body, "application/feed+json")
    newsstand.press.routes[alias] = Answer(b"", status=301, headers={"Location": PAGE})
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    (page,), (entered,) = (newsstand.rows("select * from pages where url = ?", [url]) for url in (PAGE, alias))
    assert (entered["outcome"], entered["reason"]) == ("moved", f"redirects to {PAGE}")
    assert (entered["status"], entered["article"]) == (200, page["article"])


def test_a_page_that_does_not_answer_is_tried_by_later_runs_until_it_does(newsstand: Newsstand) -> None:
    good = newsstand.press.routes[PAGE]
    outcomes = []
    for answer in (Answer(b"", status=500), Answer(b"  "), good):
        newsstand.press.routes[PAGE] = answer
        assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
        outcomes.append(newsstand.rows("select outcome, attempts from pages where url = ?", [PAGE])[0])
    assert [tuple(o.values()) for o in outcomes] == [("waiting", 1), ("waiting", 2), ("kept", 2)]


def test_an_outage_of_our_own_network_costs_the_waiting_pages_no_chance(newsstand: Newsstand) -> None:
    good = newsstand.press.routes[PAGE]
    newsstand.press.routes[PAGE] = Answer(b"", status=500)
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    unplugged = newsstand.run("crawl", "news", "-a", "source=sahelmatin", proxy="http://127.0.0.1:9")
    assert unplugged.returncode == 3
    assert newsstand.rows("select outcome, attempts from pages where url = ?", [PAGE]) == [
        {"outcome": "waiting", "attempts": 1}
    ]
    newsstand.press.routes[PAGE] = good
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    assert newsstand.rows("select outcome from pages where url = ?", [PAGE]) == [{"outcome": "kept"}]


def test_a_host_that_asks_to_be_left_alone_is_also_by_the_next_run(newsstand: Newsstand) -> None:
    feed = "http://sahelmatin.example/feed.json"
    good = newsstand.press.routes[feed]
    newsstand.press.routes[feed] = Answer(b"", status=503, headers={"Retry-After": "3600"})
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 3
    newsstand.press.routes[feed] = good
    newsstand.press.log.clear()
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 3
    assert newsstand.press.log == []


def test_a_short_pause_is_waited_for_within_the_run(newsstand: Newsstand) -> None:
    good = newsstand.press.routes[PAGE]
    answers = iter([Answer(b"", status=429, headers={"Retry-After": "1"}), good])

    class Turns(dict):
        def get(self, url: str) -> Answer | None:  # type: ignore[override]
            return next(answers) if url == PAGE else super().get(url)

    newsstand.press.routes = Turns(newsstand.press.routes)
    assert newsstand.crawl("-a", "source=sahelmatin").returncode == 0
    assert [a.status for a in newsstand.press.log if a.url == PAGE] == [429, 200]
    assert newsstand.rows("select outcome from pages where url = ?", [PAGE])[0]["outcome"] in ("kept", "off_topic")
