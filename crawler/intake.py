"""Judge and save: the last step of a page's way, the same for the crawl, the corpus and archives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from crawler.copies import link_copies
from crawler.records import CHANGED, UNCHANGED, Article, Origin, Outcome, Page, Reading, Relation, Stored
from crawler.rereading import lines_of
from crawler.storage import articles, ledger, revisions, site_lines
from crawler.storage.database import transaction
from crawler.urls import canonical_url, is_article_url, is_same_site, url_key
from crawler.words import words_hash


@dataclass(frozen=True)
class Intake:
    """Takes readings into a database. `max_age_days` bounds how old an article may be; 0 is no bound."""

    db: Database
    max_age_days: float = 0

    def take(self, page: Page, reading: Reading, origin: Origin, now: datetime) -> Stored:
        """Decide what becomes of a page and write it, with its row in the ledger, in one transaction."""
        with transaction(self.db):
            if origin is not Origin.SEED and reading.article and self._is_first_reading(page):
                site_lines.learn(self.db, page.source, lines_of(reading.article), now)
            looked_at = self._looked_at(page)
            judged = self._judge(page, reading, origin, now)
            stored = self._keep_what_was_kept(page, judged)
            if looked_at is not None:
                stored = replace(stored, look=self._note_look(page, looked_at, judged))
            elif stored.outcome is Outcome.KEPT and stored.article_id and origin is Origin.CRAWL:
                revisions.plan_looks(self.db, stored.article_id, page.url, page.fetched_at)
            if looked_at is not None and judged.outcome is not Outcome.KEPT:
                page = replace(page, raw=None)  # the ledger goes on naming the page that shows the article
            self._enter(page, page.url, stored, now)
            if url_key(page.ledger_url) != url_key(page.url):
                moved = Stored(Outcome.MOVED, ledger.REDIRECTS.format(page.url), stored.article_id)
                self._enter(page, page.ledger_url, moved, now)
        return stored

    def _looked_at(self, page: Page) -> int | None:
        """The article that is looked at again: its page was fetched anew."""
        own = self._own_article(page)
        return own if articles.older_address(self.db, own, page.fetched_at) else None

    def _note_look(self, page: Page, article_id: int, judged: Stored) -> str:
        if judged.outcome is not Outcome.KEPT:
            found = f"{judged.outcome.value.replace('_', ' ')}: {judged.reason}"
        else:
            found = CHANGED if revisions.was_revised(self.db, article_id, page.fetched_at) else UNCHANGED
        is_shown = judged.outcome is not Outcome.UNREADABLE  # a wall may be gone later
        revisions.note_look(self.db, article_id, found, page.fetched_at, answered=is_shown)
        return found

    def _is_first_reading(self, page: Page) -> bool:
        row = ledger.page_row(self.db, page.ledger_url)
        return row is None or row["fetched_at"] is None

    def oldest(self, now: datetime) -> datetime | None:
        """The earliest publication time that is still of interest; None without a bound."""
        return now - timedelta(days=self.max_age_days) if self.max_age_days > 0 else None

    def _judge(self, page: Page, reading: Reading, origin: Origin, now: datetime) -> Stored:
        article, relevance = reading.article, reading.relevance
        if article is None and relevance is not None:
            return Stored(Outcome.OFF_TOPIC, relevance.reason)  # its page was set aside
        if article is None or relevance is None:
            return Stored(Outcome.UNREADABLE, reading.unreadable or "nothing could be read")
        own = self._own_article(page)
        url = articles.older_address(self.db, own, page.fetched_at) or self._address(page, article, own)
        known = articles.article_at(self.db, url)
        is_own = known is not None and known[0] == own
        if known and not is_own and url_key(url) != url_key(page.url):
            return Stored(Outcome.MOVED, ledger.ANOTHER.format(url), known[0])
        if known and not is_own and known[1] != words_hash(article.text):
            articles.give_back_address(self.db, known[0], url)
        oldest = self.oldest(now)
        if origin is not Origin.SEED:
            if oldest and article.published and article.published < oldest and own is None:
                return Stored(
                    Outcome.TOO_OLD, f"published {article.published:%Y-%m-%d}, the bound is {oldest:%Y-%m-%d}"
                )
            if not relevance.kept:
                return Stored(Outcome.OFF_TOPIC, relevance.reason)
        reason = relevance.reason if relevance.kept else f"a seed document ({relevance.reason})"
        twin = articles.twin_of(self.db, page.source, article) if known is None and origin is Origin.CRAWL else None
        if twin and is_same_site(twin[1], page.url):
            if twin[2] and articles.older_address(self.db, twin[0], page.fetched_at):
                self._write(page, reading, twin[1], origin, reason, revised=twin[0])
            return Stored(Outcome.MOVED, ledger.ANOTHER.format(twin[1]), twin[0])
        if is_own and (
            articles.is_newer(self.db, own, page.fetched_at)
            or articles.seen_again(self.db, own, article, page.fetched_at)
        ):
            return Stored(Outcome.KEPT, reason, own)
        place = self._write(page, reading, url, origin, reason, revised=own if is_own else None)
        return Stored(Outcome.KEPT, reason, place.article, place.origin, place.kind, place.score)

    def _write(
        self, page: Page, reading: Reading, url: str, origin: Origin, reason: str, revised: int | None
    ) -> Relation:
        """Write an article, with the text that it had before if it is revised; returns its place among its copies."""
        if revised is not None and reading.article:
            revisions.revise(self.db, revised, reading.article, page.fetched_at)
        return link_copies(self.db, articles.save_article(self.db, page, reading, url, origin, reason))

    def _keep_what_was_kept(self, page: Page, stored: Stored) -> Stored:
        """An article is never lost by reading its page again: with a new watchlist, say, or after the site broke."""
        own = self._own_article(page)
        if own is None or stored.outcome in (Outcome.KEPT, Outcome.MOVED):
            return stored
        reason = f"kept when it was read before; read again it would be {stored.outcome.value}: {stored.reason}"
        return Stored(Outcome.KEPT, reason, own)

    def _own_article(self, page: Page) -> int | None:
        """The article that the page became when it was read before, at its own address or at its canonical one."""
        row = ledger.page_row(self.db, page.url)
        return row["article"] if row and row["outcome"] == Outcome.KEPT else None

    def _address(self, page: Page, article: Article, own: int | None) -> str:
        """The article's address: rel=canonical where it names a page of the same site, else where it was found. One
        that names another site is a credit, not an address; one that names a home page, or an article with other
        words, is a mistake of the site."""
        stated = canonical_url(article.canonical or "")
        if not stated or not is_same_site(stated, page.url):
            return page.url
        if url_key(stated) != url_key(page.url) and not is_article_url(stated):
            return page.url
        known = articles.article_at(self.db, stated)
        if known and known[0] != own and url_key(stated) != url_key(page.url) and known[1] != words_hash(article.text):
            return page.url
        return stated

    def _enter(self, page: Page, url: str, stored: Stored, now: datetime) -> None:
        ledger.end(
            self.db,
            url,
            stored.outcome,
            stored.reason,
            source=page.source,
            now=now,
            fetched_at=page.fetched_at,
            status=page.status,
            article=stored.article_id,
            raw=page.raw,
            found_in=page.ledger_url if url != page.ledger_url else None,
        )
