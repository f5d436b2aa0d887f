"""What became of URLs: written in the ledger, and counted."""

from __future__ import annotations

from collections import Counter, defaultdict

from scrapy.statscollectors import StatsCollector
from sqlite_utils import Database

from crawler.glue.desk import now
from crawler.records import CHANGED, CopyKind, Outcome, Stored
from crawler.storage import ledger, revisions, second_looks
from crawler.storage.database import transaction
from crawler.storage.revisions import Look
from crawler.storage.second_looks import Doubt
from crawler.urls import canonical_url, url_key


class Outcomes:
    """Of one run. `counts` is what happened, by source."""

    def __init__(self, db: Database, counts: defaultdict[str, Counter[str]], stats: StatsCollector) -> None:
        self.db, self.counts, self.stats = db, counts, stats
        self._leading: dict[str, list[tuple[str, str, str]]] = defaultdict(list)  # redirects, by the key of their page

    def stored(self, source: str, url: str, stored: Stored) -> None:
        """Count what became of a page that was fetched from a URL."""
        if stored.look is not None:
            self.count(source, "looks")
            self.count(source, "revisions", stored.look == CHANGED)
            return
        self.count(source, "fetched")
        self._ended(source, stored.outcome)
        self._arrived(url_key(url))
        if stored.copy_kind:
            self.count(source, "copies")
            self.stats.inc_value(f"tocsin/copies/{CopyKind(stored.copy_kind)}")

    def looked(self, look: Look, found: str, *, answered: bool = True) -> None:
        """Note that the page of a kept article shows no article now; it may again, where it gave no answer."""
        with transaction(self.db):
            revisions.note_look(self.db, look.article, found, now(), answered=answered)
        self.count(look.source, "looks")

    def is_same_article(self, url: str, look: Look) -> bool:
        """Whether a kept article's page may be found under another address now; that is noted, so that it is not
        fetched as an article of its own. One that was already is another article."""
        row = ledger.page_row(self.db, url)
        if row and row["article"] not in (None, look.article):
            return False
        reason, moment = ledger.ANOTHER.format(look.url), now()
        with transaction(self.db):
            ledger.end(
                self.db, url, Outcome.MOVED, reason, source=look.source, now=moment, fetched_at=moment, status=200,
                article=look.article,
            )  # fmt: skip
        return True

    def redirected(self, url: str, source: str, target: str, *, waits: bool = True) -> None:
        """Note that a URL leads to a page of the ledger, as if the page had been fetched from here: where that one is
        still on its way, as soon as it has arrived."""
        row = ledger.page_row(self.db, canonical_url(target) or target)
        assert row is not None  # noqa: S101
        if waits and row["outcome"] == Outcome.WAITING:
            self._leading[row["key"]].append((url, source, target))
        else:
            reason, status, article = ledger.REDIRECTS.format(row["url"]), row["status"], row["article"]
            self.end(url, source, Outcome.MOVED, reason, status=status, article=article)

    def _arrived(self, key: str) -> None:
        for url, source, target in self._leading.pop(key, ()):
            self.redirected(url, source, target, waits=False)

    def end(
        self,
        url: str,
        source: str,
        outcome: Outcome,
        reason: str,
        *,
        status: int | None = None,
        article: int | None = None,
        doubt: Doubt | None = None,
    ) -> None:
        """Note in the ledger what became of a URL that brought no page to read, with the article that it leads to, and
        count it. With a doubt it is asked again by a later run."""
        moment = now()
        fetched_at = moment if status else None
        with transaction(self.db):
            ledger.end(
                self.db, url, outcome, reason, source=source, now=moment, status=status, fetched_at=fetched_at,
                article=article,
            )  # fmt: skip
            if doubt:
                second_looks.doubt(self.db, url, doubt, moment)
        self._ended(source, outcome)

    def postpone(
        self, url: str, source: str, reason: str, *, status: int | None = None, was_asked: bool = True
    ) -> None:
        """Leave a URL to a later run, and count it."""
        with transaction(self.db):
            outcome = ledger.postpone(self.db, url, reason, now(), status=status, counts=was_asked)
        self._ended(source, outcome)

    def settle(self) -> None:
        """Note the redirects to pages that never arrived."""
        for key in list(self._leading):
            self._arrived(key)

    def _ended(self, source: str, outcome: Outcome) -> None:
        self.count(source, outcome.value)
        self.stats.inc_value(f"tocsin/outcome/{outcome.value}")

    def count(self, source: str, what: str, number: int = 1) -> None:
        """Count something that happened with a source."""
        self.counts[source][what] += number
