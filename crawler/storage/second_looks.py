"""Ends that are only final after a second look: a page that is missing may have been announced too early, an error page
or a way back to the section may be a site's bad hour, and a robots.txt may change."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from sqlite_utils import Database

from crawler.records import Outcome, iso
from crawler.urls import url_key

FRESH = timedelta(days=2)  # an address announced so lately is asked again; an old one is simply gone
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Doubt(Enum):
    """Why an end may not be the last word, and after which pauses the URL is asked again."""

    MISSING = (_HOUR, _DAY)  # 404
    NO_ARTICLE = (6 * _HOUR,)  # it redirects to a section or the home page
    ERROR_PAGE = (3 * _HOUR, _DAY)  # with status 200; a bot challenge too
    FORBIDDEN = (7 * _DAY,) * 4  # by robots.txt, which is compared at each reading besides


def doubt(db: Database, url: str, why: Doubt, now: datetime) -> None:
    """Have a URL that has ended asked again, if it was announced lately and was not asked often enough."""
    row = next(iter(db.query("select looks, found_at from pages where key = ?", [url_key(url)])), None)
    if row is None or row["looks"] >= len(why.value):
        return
    if why is not Doubt.FORBIDDEN and datetime.fromisoformat(row["found_at"]) < now - FRESH:
        return
    again_at = iso(now + why.value[row["looks"]])
    db.execute("update pages set again_at = ? where key = ?", [again_at, url_key(url)])


def reopen(db: Database, now: datetime) -> None:
    """The URLs whose second look is due wait again."""
    db.execute(
        "update pages set outcome = ?, looks = looks + 1, again_at = null where again_at <= ?",
        (Outcome.WAITING, iso(now)),
    )
