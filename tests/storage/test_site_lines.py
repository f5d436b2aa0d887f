"""What a site prints on page after page is learned from its pages; what its authors write is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from crawler.reading.labels import compared
from crawler.reading.lines import strip_chrome
from crawler.records import SITE_LINE
from crawler.storage import site_lines
from crawler.storage.database import open_database
from crawler.storage.schema import migrations
from crawler.storage.site_lines import MAX_LINE_CHARS, MIN_PAGES_KNOWN, WINDOW, Verdict

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVENING = datetime(2026, 11, 21, 19, tzinfo=UTC)
GULF = "Gulf Wire"
SLOGAN = "Gulf Wire: first at the quay, last to leave it"
BACKGROUND = (
    "The strait has been closed to tankers since the spring, when two of them ran on mines near the old lighthouse "
    "and the insurers withdrew their cover for the whole of the coast."
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty")


def story(number: int) -> list[str]:
    """The paragraphs of one report, in words that no other report has."""
    name = "".join("abcdefghij"[int(digit)] for digit in str(number))
    return [
        f"The crew of the tug {name}mar saw a drone above the mole of {name}port, and turned back before the storm.",
        f"Two sheds behind the {name}gate burned until the morning, the harbour master of {name}port wrote.",
    ]


def compared_lines(*lines: str) -> list[tuple[str, str]]:
    """Lines, each as (compared form, line)."""
    return [(compared(line), line) for line in lines]


class Site:
    """A source whose pages are read one after another; each has a report of its own, and the lines that are given."""

    def __init__(self, db: Database, name: str = GULF) -> None:
        self.db = db
        self.name = name
        self.pages = 0

    def prints(self, *lines: str, pages: int = 1) -> None:
        """Read as many pages that hold these lines."""
        for _ in range(pages):
            self.pages += 1
            self.teaches(*story(self.pages), *lines)

    def teaches(self, *lines: str, now: datetime = NOON) -> None:
        """Read one page of these lines alone."""
        site_lines.learn(self.db, self.name, compared_lines(*lines), now)

    @property
    def chrome(self) -> list[str]:
        """The lines that are held for the site's own."""
        return sorted(str(row["line"]) for row in self.known() if row["verdict"] == Verdict.CHROME)

    def known(self) -> list[dict[str, object]]:
        """The lines with a verdict."""
        return site_lines.known_lines(self.db, self.name)

    def rule(self, line: str, verdict: Verdict, now: datetime = EVENING) -> str | None:
        """A person's verdict on a line."""
        line_id = self.db.execute(
            "select rowid from site_lines where source = ? and line = ?", [self.name, line]
        ).fetchone()
        return site_lines.rule(self.db, line_id[0], verdict, now)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = open_database(tmp_path / "news.db")
    yield opened
    opened.close()


def new_site() -> Site:
    """A source of a database of its own."""
    db = Database(memory=True)
    migrations.apply(db)
    return Site(db)


@pytest.fixture
def site(db: Database) -> Site:
    """A source of which no page was read yet."""
    return Site(db)


# --- What is learned


def test_a_slogan_on_three_of_three_pages_is_learned_and_taken_out(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    assert site.chrome == [SLOGAN]
    text = strip_chrome([*story(4), SLOGAN], site_lines=site_lines.chrome_of(site.db, GULF))
    assert text.kept == story(4)
    assert [(removed.line, removed.reason) for removed in text.removed] == [(SLOGAN, SITE_LINE)]


def test_two_pages_are_too_few_to_learn_from(site: Site) -> None:
    site.prints(SLOGAN, pages=2)
    assert site.chrome == []


def test_a_site_is_known_after_twenty_pages_and_never_by_another_sites(site: Site) -> None:
    assert not site_lines.is_known(site.db, GULF)
    site.prints(pages=MIN_PAGES_KNOWN - 1)
    assert not site_lines.is_known(site.db, GULF)
    site.prints()
    assert site_lines.is_known(site.db, GULF)
    assert not site_lines.is_known(site.db, "amber")


def test_a_slogan_on_one_page_of_three_is_not_learned(site: Site) -> None:
    for _ in range(20):
        site.prints(SLOGAN)
        site.prints(pages=2)
    assert site.chrome == []


def test_a_slogan_on_two_pages_of_three_is_learned(site: Site) -> None:
    for _ in range(4):
        site.prints(SLOGAN, pages=2)
        site.prints()
    assert site.chrome == [SLOGAN]


def test_a_long_sentence_needs_ten_pages(site: Site) -> None:
    site.prints(BACKGROUND, pages=9)
    assert site.chrome == []
    site.prints(BACKGROUND)
    assert site.chrome == [BACKGROUND]


def test_what_no_site_prints_in_one_piece_is_never_learned(site: Site) -> None:
    long = f"{BACKGROUND} " * 3
    assert len(long) > MAX_LINE_CHARS
    for number in range(1, 21):
        site.prints(*story(100 + number), *story(200 + number), long)
    assert site.chrome == []
    assert site.db.execute("select pages from sites").fetchall() == [(20,)]


def test_a_line_is_the_same_whatever_its_digits_case_and_punctuation(site: Site) -> None:
    for count in ("312 people read this now", "87 people read this now!", "5,120 PEOPLE READ THIS NOW"):
        site.prints(count)
    assert len(site.chrome) == 1
    assert site_lines.chrome_of(site.db, GULF) == {"people read this now"}


def test_a_line_without_letters_teaches_nothing(site: Site) -> None:
    site.prints("* * *", "2026", pages=10)
    assert site_lines.chrome_of(site.db, GULF) == frozenset()


def test_a_line_that_stands_twice_on_a_page_counts_once(site: Site) -> None:
    site.prints(SLOGAN, SLOGAN, pages=2)
    assert site.chrome == []


def test_a_site_that_changes_its_slogan_is_learned_anew(site: Site) -> None:
    site.prints(pages=WINDOW)
    site.prints(SLOGAN, pages=MIN_PAGES_KNOWN)
    assert site.chrome == [SLOGAN]


def test_other_sources_are_not_touched(site: Site) -> None:
    other = Site(site.db, "Quay Post")
    other.prints(SLOGAN, pages=2)
    site.prints(SLOGAN, pages=3)
    assert (site.chrome, other.chrome) == ([SLOGAN], [])
    other.prints(SLOGAN)
    site.prints(pages=20)
    assert (site.chrome, other.chrome) == ([], [SLOGAN])


def test_a_page_tells_whether_it_changed_a_verdict(site: Site) -> None:
    held = []
    for number in range(1, 5):
        site.teaches(*story(number), SLOGAN)
        held.append(site.chrome == [SLOGAN])
    assert held == [False, False, True, True]


@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(st.lists(st.booleans(), max_size=40), st.sampled_from([SLOGAN, BACKGROUND]))
def test_a_line_on_every_page_is_learned_in_the_end_whatever_was_before(before: list[bool], line: str) -> None:
    site = new_site()
    for holds in before:
        site.prints(*([line] if holds else []))
    site.prints(line, pages=WINDOW + MIN_PAGES_KNOWN)
    assert site.chrome == [line]


# --- What authors write


def test_a_background_paragraph_that_a_newsroom_uses_in_two_of_its_reports_is_never_learned(site: Site) -> None:
    site.prints(BACKGROUND)
    site.prints(pages=3)
    site.prints(BACKGROUND)
    site.prints(pages=2 * WINDOW)
    assert site.chrome == []


@pytest.mark.parametrize("paragraph", [BACKGROUND, "The strait has been closed to tankers since the spring."])
@pytest.mark.parametrize("before", [10, 200])
def test_a_burst_of_reports_of_one_event_with_one_background_paragraph_does_not_make_it_chrome(
    site: Site, paragraph: str, before: int
) -> None:
    site.prints(pages=before)
    for _ in range(5):
        site.prints(paragraph)
        assert site.chrome == []
    site.prints(pages=WINDOW)
    assert site.chrome == []


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.sets(st.integers(1, 40), max_size=5), st.sampled_from([(SLOGAN, 2), (BACKGROUND, 5)]))
def test_a_line_on_few_pages_is_never_learned_wherever_they_stand(places: set[int], line: tuple[str, int]) -> None:
    site = new_site()
    for place in range(1, 41):
        site.prints(*([line[0]] if place in sorted(places)[: line[1]] else []))
        assert site.chrome == []


def test_an_edition_of_the_same_story_teaches_nothing(site: Site) -> None:
    for _ in range(10):
        site.teaches(*story(1), SLOGAN)
    assert site.chrome == []
    assert site.db.execute("select pages from sites").fetchall() == [(1,)]


def test_an_edition_with_a_paragraph_more_teaches_nothing(site: Site) -> None:
    for number in range(1, 10):
        site.teaches(*story(1), SLOGAN, f"A diver of the crew {NUMBERS[number]} was found.")
    assert site.chrome == []


def test_learned_lines_do_not_make_a_page_an_edition_of_another(site: Site) -> None:
    imprint = [f"Gulf Wire keeps its {number} promise to the readers of the coast" for number in NUMBERS[:4]]
    for line in imprint:
        site.prints(line, pages=MIN_PAGES_KNOWN)
    site.prints(*imprint, pages=30)
    site.teaches("A mine went off at dawn.", *imprint)
    assert site.db.execute("select pages from sites").fetchall() == [(site.pages + 1,)]


# --- Doubt


def test_a_line_learned_from_three_pages_and_absent_from_the_next_ten_is_given_back(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    site.prints(pages=3)
    assert site.chrome == [SLOGAN]
    site.prints(pages=7)
    assert site.chrome == []


def test_a_line_that_was_seen_on_twenty_pages_is_kept_when_the_site_drops_it(site: Site) -> None:
    site.prints(SLOGAN, pages=20)
    site.prints(pages=100)
    assert site.chrome == [SLOGAN]


def test_a_line_that_was_given_back_may_be_learned_again(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    site.prints(pages=10)
    site.prints(SLOGAN, pages=17)
    assert site.chrome == [SLOGAN]


def test_a_line_that_did_not_become_chrome_within_the_window_is_forgotten(site: Site) -> None:
    site.prints(BACKGROUND, pages=5)
    site.prints(pages=WINDOW)
    stored = site.db.execute("select count(*) from site_lines where line = ?", [BACKGROUND]).fetchone()
    assert stored == (0,)


def test_what_is_remembered_of_a_site_does_not_grow_with_its_pages(site: Site) -> None:
    site.prints(SLOGAN, pages=WINDOW)
    most = site.db.execute("select count(*) from site_lines").fetchone()
    site.prints(SLOGAN, pages=WINDOW)
    assert site.db.execute("select count(*) from site_lines").fetchone() == most


# --- A person's verdict


def test_a_persons_verdict_is_final(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    assert site.rule(SLOGAN, Verdict.AUTHOR) == GULF
    assert site.chrome == []
    site.prints(pages=2 * WINDOW)
    site.prints(SLOGAN, pages=30)
    assert [(row["line"], row["verdict"]) for row in site.known()] == [(SLOGAN, Verdict.AUTHOR)]


def test_a_verdict_on_a_line_that_is_not_there_is_none(site: Site) -> None:
    assert site_lines.rule(site.db, 4711, Verdict.AUTHOR, NOON) is None


def test_a_person_sees_what_was_learned_most_frequent_first_and_on_how_many_pages_it_stood(site: Site) -> None:
    site.prints("Quay to quay", SLOGAN, pages=3)
    site.prints(SLOGAN, pages=2)
    assert [(row["source"], row["line"], row["pages"], row["of_pages"]) for row in site.known()] == [
        (GULF, SLOGAN, 5, 5),
        (GULF, "Quay to quay", 3, 5),
    ]


def test_a_person_sees_the_lines_of_one_source_or_of_all(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    other = Site(site.db, "Amber Post")
    other.prints("Amber Post, since the flood", pages=3)
    assert [row["source"] for row in site_lines.known_lines(site.db)] == ["Amber Post", GULF]
    assert [row["source"] for row in site_lines.known_lines(site.db, GULF)] == [GULF]
    assert site_lines.known_lines(site.db, "Nobody") == []


def test_a_verdict_is_stored_with_its_time(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    assert site.known()[0]["judged_at"] == "2026-11-21T12:00:00Z"
    site.rule(SLOGAN, Verdict.AUTHOR)
    assert site.known()[0]["judged_at"] == "2026-11-21T19:00:00Z"


# --- What is to be read again


def test_a_line_waits_to_be_applied_when_its_verdict_changes_and_only_then(site: Site) -> None:
    site.prints(SLOGAN, pages=2)
    assert site_lines.unapplied(site.db) == {}
    site.prints(SLOGAN)
    assert site_lines.unapplied(site.db) == {GULF: {compared(SLOGAN)}}
    site_lines.note_applied(site.db, GULF, [compared(SLOGAN)])
    site.prints(SLOGAN)
    assert site_lines.unapplied(site.db) == {}
    site.rule(SLOGAN, Verdict.AUTHOR)
    assert site_lines.unapplied(site.db) == {GULF: {compared(SLOGAN)}}


def test_a_line_that_was_given_back_is_not_forgotten_before_its_articles_were_read_again(site: Site) -> None:
    site.prints(SLOGAN, pages=3)
    site_lines.note_applied(site.db, GULF, [compared(SLOGAN)])
    site.prints(pages=2 * WINDOW)
    assert site_lines.unapplied(site.db) == {GULF: {compared(SLOGAN)}}
    site_lines.note_applied(site.db, GULF, [compared(SLOGAN)])
    site.prints()
    assert site.db.execute("select count(*) from site_lines where line = ?", [SLOGAN]).fetchone() == (0,)


def test_only_the_lines_that_were_applied_stop_waiting(site: Site) -> None:
    other = Site(site.db, "Amber Post")
    for each in (site, other):
        each.prints(SLOGAN, "Quay to quay", pages=3)
    site_lines.note_applied(site.db, GULF, [compared(SLOGAN)])
    assert site_lines.unapplied(site.db) == {
        GULF: {"quay to quay"},
        "Amber Post": {compared(SLOGAN), "quay to quay"},
    }
