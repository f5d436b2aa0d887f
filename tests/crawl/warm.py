"""Imported by the process that runs are forked from (forked.py): everything that a run imports and reads first."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pipelines
import spiders
from crawler import settings
from crawler.comparing.traits import traits_of
from crawler.glue import commands, desk
from crawler.reading.reading import read
from crawler.records import Page
from tests.press.server import routes_of
from tests.press.sites import sites

for _package in (commands, spiders, pipelines):
    for _module in iter_modules(_package.__path__, f"{_package.__name__}."):
        import_module(_module.name)
desk.read_watchlists = lru_cache(desk.read_watchlists)  # they do not change between the runs
_watchlists = desk.read_watchlists(Path(settings.TOCSIN_WATCHLIST))
_routes = routes_of(sites())
for _site in sites():
    _url = _site.root + _site.articles[0].path
    _read = read(Page(_url, _routes[_url].body, datetime(2026, 4, 1, tzinfo=UTC), _site.name), _watchlists)
    if _read.article and _read.language:
        traits_of(_read.article.text, _read.language.code)
