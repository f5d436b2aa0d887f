"""`make test-kill`, with a few kills over the eight sites of the invented press; and the press of the long form."""

from __future__ import annotations

from tests.bench.kill import kill, told_of
from tests.crawl.running import Newsstand
from tests.press.many import many

KILLS = 5


def test_a_crawl_that_is_killed_again_and_again_ends_like_one_that_was_not(
    newsstand: Newsstand, crawled: Newsstand
) -> None:
    seen = kill(newsstand, KILLS, seed=2, unkilled=crawled.state())
    assert (seen.kills, seen.exit_code) == (KILLS, 0)
    assert seen.wrong == []
    assert (seen.asked_though_known, seen.asked_twice_by_a_run, seen.never_asked) == ([], [], [])
    assert {what: seen.differing(what) for what in seen.unkilled} == {what: [] for what in seen.unkilled}
    assert seen.is_good
    assert told_of(seen).row_count > len(seen.unkilled)


def test_the_press_of_many_articles_reports_and_repeats() -> None:
    press = many(200, seed=3)
    articles = [article for site in press for article in site.articles]
    assert many(200, seed=3) == press != many(200, seed=4)
    assert len({article.path for article in articles}) == len(articles) == 200
    assert 80 < sum(article.relevant for article in articles) < 120
    assert sum(bool(article.copy_of) for article in articles) > 10
