"""Finds whom an article repeats, and keeps the families of copies: the same for a crawl, a corpus and an archive.

Two articles are linked when one repeats the other. A family is all that are linked, directly or by others; every member
points to its origin, never to another copy. The families depend on the articles alone, not on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from crawler.comparing.families import origin_of, relation_of
from crawler.comparing.likeness import likeness
from crawler.comparing.traits import Traits, traits_of
from crawler.records import Member, Relation
from crawler.storage import copies
from crawler.storage.copies import Link
from crawler.storage.database import transaction


def link_copies(db: Database, article_id: int) -> Relation:
    """Enter an article that is new, or has a new text, into the index; link it with its copies, and point each member
    of the families that this touches to its origin. Returns the article's own place."""
    before = copies.pointing_together(db, article_id)
    (mine,) = copies.members(db, [article_id])
    traits = traits_of(mine.text, mine.language)
    copies.enter(db, article_id, traits.tokens())
    others = copies.members(db, copies.candidates(db, article_id))
    copies.link(db, _links(mine, traits, others))
    _relate(db, before | copies.linked(db, article_id), article_id)
    return copies.relation(db, article_id)


def cut_loose(db: Database, article_id: int) -> None:
    """Take an article out of its family before it goes; its copies find their origin among themselves."""
    family = copies.pointing_together(db, article_id)
    copies.leave(db, article_id)
    copies.relate(db, [Relation(article_id)])
    left = family - {article_id}
    copies.relate(db, [Relation(member.article) for member in copies.members(db, left) if member.copy_of == article_id])
    _relate(db, left)


def enter_all(db: Database) -> Iterator[int]:
    """Enter the articles of an older database, one by one in transactions of their own; yields how many are left."""
    ids = copies.not_entered(db)
    for number, article_id in enumerate(ids, 1):
        with transaction(db):
            link_copies(db, article_id)
        yield len(ids) - number


def _links(mine: Member, traits: Traits, others: Iterable[Member]) -> Iterator[Link]:
    for other in others:
        found = likeness(traits, traits_of(other.text, other.language))
        if found.kind is not None:
            one, two = sorted((mine.article, other.article))
            yield Link(one, two, found.kind, found.score)


def _relate(db: Database, article_ids: set[int], changed: int | None = None) -> None:
    """Write the families of these articles anew, as far as an origin or the text of the one that changed is new."""
    left = set(article_ids)
    while left:
        family = copies.linked(db, min(left))
        left -= family
        members = copies.members(db, family)
        origin = origin_of(members)
        copies.relate(
            db,
            [
                Relation(member.article) if member is origin else relation_of(member, origin)
                for member in members
                if changed in (member.article, origin.article)
                or member.copy_of != (None if member is origin else origin.article)
            ],
        )
