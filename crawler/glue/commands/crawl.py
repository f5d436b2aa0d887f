"""`scrapy crawl`, with bad input told in one line and an exit code that cron can act on."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from crawler.errors import BadInput
from crawler.glue.desk import (
    EXIT_INTERRUPTED,
    Desk,
    console,
    extension_of,
    process_of,
    say,
    settings_of,
    told_in_one_line,
)
from crawler.glue.newsroom import Newsroom
from crawler.glue.notifying import notifier, notify
from crawler.glue.progress import closing_table
from crawler.glue.stopping import ToldOnce

# Their errors are in the ledger and in the closing report, once, in words.
TOLD_ELSEWHERE = (
    "scrapy.downloadermiddlewares.retry",
    "scrapy.core.downloader",
)
TELLING_OF_FAILURES = ("scrapy.core.scraper", "scrapy.core.engine")


class Command(crawl.Command):
    """Checks everything that the user edits before the first request, then crawls."""

    def long_desc(self) -> str:
        return (
            "Watch the sources and fill the database: scrapy crawl news, which asks those whose turn it is; with "
            "-a source=NAME one of them, with -a due=all all of them, now. Read archived pages: "
            "scrapy crawl archive -a files='seeds/raw/*.warc.gz'. Read one page: scrapy crawl page -a url=URL. "
            "Exit codes: 0 all right, 1 an error of the program, 2 bad input, 3 no source could be reached, "
            "4 another run is writing, 5 the database cannot be used, 6 interrupted, 7 nothing can be written any more "
            "(a full disk, a quota)."
        )

    @told_in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError
        for name in TOLD_ELSEWHERE:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        for name in TELLING_OF_FAILURES:
            logging.getLogger(name).addFilter(ToldOnce())
        settings = settings_of(self)
        spiders = process_of(self).spider_loader
        if args[0] not in spiders.list():
            raise BadInput(f"spider {args[0]}", f"no such spider; there are {', '.join(sorted(spiders.list()))}")
        if check := getattr(spiders.load(args[0]), "check", None):
            try:
                check(settings, **opts.spargs)
            except TypeError:
                raise BadInput(" ".join(opts.spargs), f"is no argument of the spider {args[0]}") from None
        to = notifier(settings)
        desk = Desk(settings)  # holds the lock from here to the end
        try:
            if args[0] == "news" and (corpus := settings["TOCSIN_CORPUS"]):
                desk.load_corpus_once(Path(corpus))
            crawler = self._create_crawler(args[0])
            process_of(self).crawl(crawler, **opts.spargs)
            process_of(self).start()
        finally:
            desk.close()
        newsroom = extension_of(crawler, Newsroom)
        if newsroom.is_open:  # stopped by a second Ctrl-C, which waits for nobody
            self.exitcode = EXIT_INTERRUPTED
            return
        self.exitcode = 1 if process_of(self).bootstrap_failed else newsroom.exit_code
        if sys.stderr.isatty():
            if newsroom.counts:
                console().print(closing_table(newsroom))
            if newsroom.not_due:
                say(f"tocsin: {newsroom.not_due}")
        if to and newsroom.changes and (trouble := notify(to, [change.told for change in newsroom.changes])):
            newsroom.worse.append(trouble)
        say(*(f"tocsin: {line}" for line in newsroom.worse))
