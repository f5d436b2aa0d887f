"""An intake with its tables, and the pages of two invented stories."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from crawler.intake import Intake
from crawler.reading.reading import read
from crawler.records import Origin, Page, Reading, Stored
from crawler.rules import parse_rule
from crawler.seeds import Watchlist
from tests.pages import FETCHED, html_of, paragraphs

WATCHLIST = Watchlist(
    "amber", (parse_rule("act and weapon"),), {"en": {"act": ("hit",), "weapon": ("drone", "rocket")}}
)
SITE = "https://amber.example/2026/03/"
FIRE = (
    "Three drones hit the grain store of Port Amber before dawn and set two of its silos on fire.",
    "Officers closed the road and asked people to stay at home until the evening, as more were feared.",
    "Nobody was hurt, the mayor said in the afternoon after a visit to the place where the first one fell.",
)
FIRE_EDITED = (*FIRE[:2], FIRE[2].replace("Nobody was", "No person was"), "The council meets on Monday.")
BRIDGE = (
    "A rocket hit the bridge of Long Ferry on Monday night and cut the only road to the eastern villages.",
    "Engineers said that repairs would take a month, and that a pontoon would be laid before the weekend.",
    "The river is high at this time of the year, and the old ferry was sold for scrap nine winters ago.",
)
FISH = ("Fish is dear in all the markets of the coast this week, for the boats of Amber do not dare to leave.",)


def page(
    url: str, text: tuple[str, ...] = FIRE, *, day: int | None = 11, canonical: str = "", title: str = "Port Amber"
) -> Page:
    """A page of an article; `day` is the day of March on which it says it was published."""
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    if day:
        head += f'<meta property="article:published_time" content="2026-03-{day:02}T08:00:00Z">'
    body = f"<article><h1>{title}</h1>{paragraphs(*text)}</article>"
    return Page(url, html_of(body, head=head, title=title).encode(), FETCHED, "amber")


def document(name: str, text: tuple[str, ...]) -> Page:
    """A seed document."""
    return Page(f"seed:{name}", "\n\n".join(text).encode(), FETCHED, "corpus", content_type="text/plain")


class Desk:
    """An intake, and the tables behind it."""

    def __init__(self, db: Database, max_age_days: float = 0) -> None:
        self.db = db
        self.intake = Intake(db, max_age_days)

    def take(self, page: Page, reading: Reading | None = None) -> Stored:
        """Read a page and take it in."""
        origin = Origin.SEED if page.url.startswith("seed:") else Origin.CRAWL
        return self.intake.take(page, reading or read(page, (WATCHLIST,)), origin, FETCHED)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self.db.execute(query).fetchall()

    def articles(self) -> list[str]:
        """The addresses of the stored articles."""
        return [url for (url,) in self.rows("select url from articles order by url")]

    def families(self) -> dict[str, str | None]:
        """Each article and the one that it repeats, by address."""
        return dict(
            self.rows("select a.url, o.url from articles a left join articles o on o.id = a.copy_of order by a.url")
        )
