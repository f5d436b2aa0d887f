"""The tables of the database, step by step. A step, once released, is never edited: the next one changes it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x746F6373  # "tocs": tells our files from other programs' SQLite files

migrations = Migrations("tocsin")


@migrations()
def m001_articles_pages_runs(db: Database) -> None:
    """The data contract."""
    for statement in (
        """create table sources (
            name text primary key, url text not null,
            last_success text, last_error text, last_error_at text, failures integer not null default 0
        )""",
        """create table articles (
            id integer primary key, published text, source text not null, language text, title text,
            text text not null, copy_of integer references articles(id), copy_kind text, copy_score real,
            url text not null unique, authors text not null default '[]', origin text not null, kept_because text,
            fetched_at text not null, published_from text, published_raw text, language_confidence real,
            language_detector text, declared_language text, site text, canonical text, watchlist text, story integer,
            removed text not null default '[]', key text not null unique, words_hash text not null
        )""",
        "create index articles_copy_of on articles(copy_of)",
        "create index articles_published on articles(published)",
        "create index articles_words_hash on articles(words_hash)",
        """create table pages (
            url text primary key, outcome text not null, reason text, source text not null, title text,
            published text, found_in text, found_at text not null, fetched_at text, status integer,
            article integer references articles(id), attempts integer not null default 0, raw text, summary text,
            modified text, key text not null unique
        )""",
        "create index pages_source_outcome on pages(source, outcome)",
        "create index pages_article on pages(article)",
        """create table matches (
            id integer primary key, article integer not null references articles(id) on delete cascade,
            concept text not null, term text not null, found text not null, sentence text not null
        )""",
        "create index matches_article on matches(article)",
        """create table ways_in (
            url text not null, source text not null, kind text not null, found_in text, etag text, last_modified text,
            fetched_at text, full_at text, status integer, error text, primary key (source, url)
        )""",
        "create table hosts (host text primary key, parked_until text not null, reason text)",
        """create table runs (
            id integer primary key, command text not null, started_at text not null, finished_at text,
            sources integer, pages integer, kept integer, errors integer, counts text, exit integer
        )""",
        """create table copy_bands (
            band integer not null, hash integer not null,
            article integer not null references articles(id) on delete cascade,
            primary key (band, hash, article)
        ) without rowid""",
        "create index copy_bands_article on copy_bands(article)",
        "create table facts (name text primary key, value text)",
    ):
        db.execute(statement)
    db.table("articles").enable_fts(["title", "text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def m002_views(db: Database) -> None:
    """What a person wants to see first."""
    db.create_view(
        "originals",
        """select id, published, source, language, title, text, url,
             (select count(*) from articles copies where copies.copy_of = articles.id) as copies
           from articles where copy_of is null order by published desc""",
    )
    db.create_view(
        "copies",
        """select copy.id, copy.published, copy.source, copy.title, copy.copy_kind, copy.copy_score,
             origin.source as origin_source, origin.title as origin_title, origin.id as origin
           from articles copy join articles origin on origin.id = copy.copy_of order by copy.published desc""",
    )
    db.create_view(
        "not_kept",
        """select url, source, title, outcome, reason, found_in, found_at
           from pages where outcome not in ('kept', 'moved') order by found_at desc""",
    )
    db.create_view(
        "outcomes",
        """select source, outcome, count(*) as pages, max(found_at) as latest
           from pages group by source, outcome order by source, pages desc""",
    )


@migrations()
def m003_what_a_page_says_of_its_article(db: Database) -> None:
    """The section, the lead image, and who is credited with the story."""
    for column in ("credit", "section", "image"):
        db.execute(f"alter table articles add column {column} text")


@migrations()
def m004_site_lines(db: Database) -> None:
    """What each site prints on its pages; `applied` is 0 until its articles were read again with the new verdict."""
    db.execute("create table sites (source text primary key, pages integer not null)")
    db.execute(
        """create table site_lines (
            id integer primary key, source text not null, words text not null, line text not null,
            pages integer not null, first_page integer not null, verdict text not null default 'open', judged_at text,
            applied integer not null default 1, unique (source, words)
        )"""
    )
    db.execute("create index site_lines_unapplied on site_lines(source) where not applied")


@migrations()
def m005_score(db: Database) -> None:
    """How sure the watchlist's model is, from 0 to 1."""
    db.execute("alter table articles add column score real")


@migrations()
def m006_copies_by_facts(db: Database) -> None:
    """Copies are found by the facts that they state, not by their words alone; the articles of an older database are
    entered by the next run. `day` counts from year 1; 0 is an article without a date."""
    for statement in (
        "drop table copy_bands",
        """create table copy_keys (
            article integer primary key references articles(id) on delete cascade, day integer not null,
            keys blob not null
        )""",
        """create table copy_index (
            key integer not null, day integer not null, article integer not null, primary key (key, day, article)
        ) without rowid""",
        """create table copy_links (
            one integer not null references articles(id) on delete cascade,
            other integer not null references articles(id) on delete cascade,
            kind text not null, score real not null, primary key (one, other)
        ) without rowid""",
        "create index copy_links_other on copy_links(other)",
        """create table copy_evidence (
            article integer primary key references articles(id) on delete cascade, evidence text not null
        )""",
    ):
        db.execute(statement)


@migrations()
def m007_hosts(db: Database) -> None:
    """What each robots.txt said, which feeds and sitemaps are gone, and when pages whose end may not be the last word
    are asked again."""
    db.execute("create table robots (site text primary key, asked_again text not null, body blob, trouble text)")
    db.execute("create table gone (url text primary key, since text not null)")
    db.execute("alter table pages add column again_at text")
    db.execute("alter table pages add column looks integer not null default 0")
    db.execute("create index pages_again_at on pages(again_at) where again_at is not null")


@migrations()
def m008_rhythm(db: Database) -> None:
    """When each source is asked and how it is; when articles are looked at again, and the texts that they had before.
    `gaps` are the seconds between the latest visits that brought something new."""
    for table, column in (
        ("sources", "due_at text"),
        ("sources", "verdict text"),
        ("sources", "verdict_since text"),
        ("sources", "first_success text"),
        ("sources", "last_new text"),
        ("sources", "error_share real not null default 0"),
        ("sources", "quiet_visits integer not null default 0"),
        ("sources", "sought_at text"),
        ("sources", "gaps text not null default '[]'"),
        ("ways_in", "failures integer not null default 0"),
        ("ways_in", "trouble text"),
        ("ways_in", "moved_to text"),
        ("ways_in", "hours_ahead real"),
        ("ways_in", "ahead_at text"),
        ("pages", "try_at text"),
    ):
        db.execute(f"alter table {table} add column {column}")
    db.execute(
        """create table looks (
            article integer primary key references articles(id) on delete cascade, url text not null,
            kept_at text not null, due_at text, looked_at text, found text
        )"""
    )
    db.execute("create index looks_due_at on looks(due_at) where due_at is not null")
    db.execute(
        """create table revisions (
            id integer primary key, article integer not null references articles(id) on delete cascade,
            fetched_at text not null, replaced_at text not null, title text, text text not null, changes text not null
        )"""
    )
    db.execute("create index revisions_article on revisions(article)")
    db.execute("create index pages_source_found_at on pages(source, found_at)")


@migrations()
def m009_guesses(db: Database) -> None:
    """Ways in that nobody announced and that have not answered yet: a run that is killed leaves them to the next."""
    db.execute("alter table ways_in add column is_guess integer not null default 0")
