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
TOCSIN_WORKERS = min(
    os.cpu_count() or 1, 2
)  # processes that read pages, 200 to 350 MiB each; 0 reads in the crawling process
TOCSIN_READ_SECONDS = 20  # a page that takes longer to read is given up; usual pages take 0.02 to 0.3
TOCSIN_ALLOWED_NETWORKS = ""  # that may be asked though they are not public, by commas: 127.0.0.0/8, for a trial
TOCSIN_HOST_REQUESTS = 1000  # to one host in a run, a quarter of an hour's; what is left waits for the next run
TOCSIN_RUN_MINUTES = 60  # after which a run asks for nothing new; 0 is no bound, here and above
TOCSIN_CONTACT = ""  # an address or page for site owners; stands in the user agent
TOCSIN_NOTIFY = ""  # addresses of apprise; told when a source needs a person, or no longer does

# --- A good citizen -------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Tocsin"  # the whole user agent would match rules for a bot named like a word of the contact
DOWNLOAD_DELAY = 1.0  # seconds between two requests to one host; Crawl-delay lengthens it
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to a host, however many sources share it
CONCURRENT_REQUESTS = 32  # to all hosts together; more than two workers can read, and each may bring megabytes
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
AUTOTHROTTLE_MAX_DELAY = 30.0  # seconds
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"

# --- Bounds ---------------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 20  # seconds, for a whole answer; Scrapy's 180 would let one dead host hold up a run
DOWNLOAD_MAXSIZE = 20_000_000  # bytes; the largest sitemaps have some 10 MB, pages 1
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 10  # seconds
REACTOR_THREADPOOL_MAXSIZE = 30  # names are resolved in threads; 10 would queue hundreds of sources
TWISTED_DNS_RESOLVER = "crawler.glue.public_only.PublicResolver"
RETRY_TIMES = 1  # within a run; later runs try again
RETRY_EXCEPTIONS = [  # without DownloadTimeoutError and CannotResolveHostError: they would cost as long again
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
]
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 10  # seconds; a longer one loads a live page again
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawler.glue.bounded_http.BoundedHandler",
    "https": "crawler.glue.bounded_http.BoundedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
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
    "crawler.glue.stopping.LeaveInTime": 120,
    "crawler.glue.crawl_delay.CrawlDelay": 200,
    "crawler.glue.progress.Progress": 300,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.glue.public_only.PublicOnly": 40,
    "crawler.glue.once.FetchOnce": 50,  # before robots.txt is asked for
    "crawler.glue.gone.LeaveGoneAlone": 60,
    "crawler.glue.retry_after.RetryAfter": 560,  # sees 429 and 503 before Scrapy's own retries (550) do
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.glue.unpacking.StrictUnpacking": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.glue.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.glue.redirects.MetaRefreshes": 580,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.glue.robots.ObeyRobots": 740,  # after the hosts that are left alone and those that are not public
    "crawler.glue.budgets.Budgets": 745,  # counts what is really asked
}

FEED_EXPORTERS = {"csv": "crawler.glue.csv_cells.DefusedCsvExporter"}  # a title is never a spreadsheet's formula

# --- Quiet under cron -----------------------------------------------------------------------------------------------
LOG_LEVEL = "WARNING"
LOGSTATS_INTERVAL = 0
