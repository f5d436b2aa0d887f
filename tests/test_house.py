"""The house itself: everything loads, every command explains itself, the README tells the truth."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path

import pytest

from crawler import settings
from crawler.errors import BadInput, DatabaseRefused, Locked, TocsinError, WriteFailed
from crawler.glue.closing import EXIT_NOTHING_REACHED
from crawler.glue.commands.health import EXIT_NEEDS_A_PERSON
from crawler.glue.desk import EXIT_INTERRUPTED
from crawler.seeds import read_sources, read_watchlist
from tests.crawl import forked
from tests.crawl.running import LIMIT_SECONDS

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text("utf-8")
MODULES = sorted(
    ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
    for room in ("crawler", "spiders", "pipelines")
    for path in (PROJECT / room).rglob("*.py")
)
COMMANDS = sorted(path.stem for path in (PROJECT / "crawler/glue/commands").glob("[!_]*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_loads(module: str) -> None:
    assert importlib.import_module(module)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    finished = forked.run(["scrapy", command, "--help"], os.environ, LIMIT_SECONDS)
    assert finished.returncode == 0
    assert "scrapy " + command in " ".join(finished.stdout.split())


def test_every_setting_of_ours_is_in_the_readme_with_its_default() -> None:
    ours = {name for name in vars(settings) if name.startswith("TOCSIN_")}
    table = dict(re.findall(r"^\| `(TOCSIN_\w+)` \| (.+?) \|", README, re.MULTILINE))
    assert set(table) == ours
    for name, told in table.items():
        value = getattr(settings, name)
        if isinstance(value, str) and value:
            assert value.endswith(told.strip("`")), name
        elif isinstance(value, int) and name != "TOCSIN_WORKERS":
            assert str(value) == told, name


def test_every_exit_code_is_in_the_readme() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    errors = {kind.exit_code for kind in (TocsinError, BadInput, DatabaseRefused, Locked, WriteFailed)}
    assert told == {0, *errors, EXIT_NOTHING_REACHED, EXIT_INTERRUPTED, EXIT_NEEDS_A_PERSON}


def test_every_make_word_of_the_readme_is_in_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for word in set(re.findall(r"`?make ([\w-]+)", README)) - {"itself"}:
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word


def test_every_file_that_the_readme_names_is_there() -> None:
    for name in re.findall(r"`((?:seeds|crawler|spiders|pipelines)/[\w/.]*)`", README):
        if name not in ("seeds/news.db",):
            assert (PROJECT / name).exists(), name


def test_the_source_list_holds_many_outlets_in_many_languages() -> None:
    sources = read_sources(PROJECT / "seeds/sources.toml")
    assert len(sources) >= 60
    assert len({source.language for source in sources if source.language}) >= 8


def test_the_watchlist_has_every_concept_in_every_language() -> None:
    watchlist = read_watchlist(PROJECT / "seeds/watchlists/attacks.toml")
    assert set(watchlist.terms) >= {"en", "uk", "ru", "ar", "fa", "tr", "he", "de", "fr", "es", "it", "pl"}
    concepts = {name for rule in watchlist.rules for name in rule.concepts()}
    for language, terms in watchlist.terms.items():
        assert concepts <= set(terms), language


def test_the_lock_names_exact_versions_with_hashes_and_no_address() -> None:
    lock = (PROJECT / "requirements.txt").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==[^\s\\]+(?: ;[^\\\n]+)? \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z]", lock, re.MULTILINE))
    assert "://" not in lock
    assert "--index" not in lock
