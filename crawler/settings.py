"""Scrapy's settings: only what we change, each with its unit and reason. Ours start with TOCSIN_."""

import os
from pathlib import Path

_PROJECT = Path(__file__).parent.parent

BOT_NAME = "tocsin"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "crawler.glue.commands"
ADDONS = {"crawler.glue.identity.Identity": 100}

# --- What Tocsin works on -------------------------------------------------------------------------------------------
TOCSIN_SOURCES = str(_PROJECT / "seeds" / "sources.toml")
TOCSIN_WATCHLIST = str(_PROJECT / "seeds" / "watchlists")  # a file, or a folder of them: each may keep an article
TOCSIN_CORPUS = str(_PROJECT / "seeds" / "corpus")  # loaded at the first crawl; "" loads nothing
TOCSIN_DATABASE = str(_PROJECT / "seeds" / "news.db")  # raw pages go to the folder raw/ beside it
TOCSIN_MAX_AGE_DAYS = 30  # how old an article may be; 0 is no bound
TOCSIN_WORKERS = min(os.cpu_count() or 1, 2)  # processes that read pages, 200 to 400 MiB each; 0 reads in the crawling process
TOCSIN_READ_SECONDS = 20  # a page that takes longer to read is given up; usual pages take 0.02 to 0.3
TOCSIN_CONTACT = ""  # an address or page for site owners; stands in the user agent

# --- A good citizen -------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0  # seconds between two requests to one host; Crawl-delay lengthens it
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to a host, however many sources share it
CONCURRENT_REQUESTS = 32  # to all hosts together; more than two workers can read, and each may bring megabytes
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
AUTOTHROTTLE_MAX_DELAY = 30.0  # seconds
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"

# --- Bounds ---------------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 30  # seconds; Scrapy's 180 would let one dead host hold up a run
DOWNLOAD_MAXSIZE = 20_000_000  # bytes; the largest sitemaps have some 10 MB, pages 1
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 10  # seconds
REACTOR_THREADPOOL_MAXSIZE = 30  # names are resolved in threads; 10 would queue hundreds of sources
RETRY_TIMES = 1  # within a run; later runs try again
REDIRECT_MAX_TIMES = 5
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- An article's biography -----------------------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.archive_page.ArchivePage": 100,  # the raw bytes are safe before anything can fail
    "pipelines.read_page.ReadPage": 200,  # text and metadata, matches: one hop to a worker process
    "pipelines.detect_language.DetectLanguage": 300,
    "pipelines.link_copies_and_store.LinkCopiesAndStore": 400,  # judged and saved in one transaction
}
EXTENSIONS = {
    "crawler.glue.newsroom.Newsroom": 100,  # database, source list, watchlist, workers of this run
    "crawler.glue.stopping.StopWhenNothingCanBeWritten": 110,
    "crawler.glue.crawl_delay.CrawlDelay": 200,
    "crawler.glue.progress.Progress": 300,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.glue.once.FetchOnce": 50,  # before robots.txt is asked for
    "crawler.glue.retry_after.RetryAfter": 560,  # sees 429 and 503 before Scrapy's own retries (550) do
}

FEED_EXPORTERS = {"csv": "crawler.glue.csv_cells.DefusedCsvExporter"}  # a title is never a spreadsheet's formula

# --- Quiet under cron -----------------------------------------------------------------------------------------------
LOG_LEVEL = "WARNING"
LOGSTATS_INTERVAL = 0
