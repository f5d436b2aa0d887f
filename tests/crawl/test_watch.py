"""`scrapy watch`: a watchlist is tried on a text before it is trusted, and looked through for what is of no use."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from scrapy.settings import Settings

from crawler.glue.commands.watch import Command, told, verdict_of
from crawler.reading.linting import Usage, lint, usage_of
from crawler.seeds import read_watchlist
from tests.crawl.running import Newsstand
from tests.pages import STORY, TITLE, html_of, paragraphs
from tests.press.sites import sites

URL = next(site.root + site.articles[0].path for site in sites() if site.theme == "agency")
RULE = 'name = "amber"\nrule = ["act and weapon"]\n'
WATCHLIST = (
    RULE
    + """[terms.en]
act = ["strike", "hit"]
weapon = ["drone", "sea drone"]
sport = ["regatta"]
exclude = ["hit song"]
"""
)
MODEL = 'bias = -1.0\nthreshold = 0.4\n[weights]\n"rule in lead" = 3.0\nact = 0.5\nsport = -1.5\n'
TEXT = "Port Amber burns\n\nTwo drones struck the port. Their hit song was sung before the regatta."

Run = Callable[..., int]


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    """A small watchlist with a model."""
    path = tmp_path / "amber.toml"
    path.write_text(WATCHLIST.replace("[terms", 'model = "model.toml"\n[terms', 1), "utf-8")
    (tmp_path / "model.toml").write_text(MODEL, "utf-8")
    return path


@pytest.fixture
def run(watchlist: Path) -> Run:
    """The command in this process; returns its exit code."""

    def run(*words: str, database: Path | None = None, file: Path | None = None) -> int:
        command = Command()
        command.settings = Settings(
            {"TOCSIN_WATCHLIST": str(file or watchlist), "TOCSIN_DATABASE": str(database or "/no/such/news.db")}
        )
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        opts, args = parser.parse_known_args(words)
        command.run(args, opts)
        return command.exitcode

    return run


@pytest.fixture
def facts(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """What the command says to a program."""

    def facts(*words: str, **more: Path) -> Any:
        assert run(*words, "--json", **more) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return facts


def test_the_terms_of_a_text_are_told_with_their_sentence_and_their_concept(facts: Callable[..., Any]) -> None:
    (verdict,) = facts("test", TEXT)["watchlists"]
    assert [(hit["concept"], hit["term"], hit["found"], hit["place"]) for hit in verdict["hits"]] == [
        ("weapon", "drone", "drones", "lead"),
        ("act", "strike", "struck", "lead"),
        ("exclude", "hit song", "hit song", "lead"),
        ("sport", "regatta", "regatta", "lead"),
    ]
    assert verdict["rules"] == [{"rule": "act and weapon", "place": "lead", "sentence": "Two drones struck the port."}]


def test_what_each_sign_adds_is_told_largest_first_and_makes_up_the_score(facts: Callable[..., Any]) -> None:
    (verdict,) = facts("test", TEXT)["watchlists"]
    adds = {sign["sign"]: sign["adds"] for sign in verdict["signs"]}
    assert list(adds) == ["rule in lead", "sport", "bias", "act"]
    assert list(map(abs, adds.values())) == sorted(map(abs, adds.values()), reverse=True)
    assert verdict["score"] == pytest.approx(1 / (1 + 2.718281828 ** -sum(adds.values())), abs=0.001)
    assert verdict["kept"] is (verdict["score"] >= verdict["threshold"] == 0.4)


def test_a_first_line_before_a_blank_one_is_the_title(facts: Callable[..., Any]) -> None:
    assert facts("test", TEXT)["title"] == "Port Amber burns"
    assert facts("test", "Two drones struck the port.\nNobody was hurt.")["title"] is None


def test_each_watchlist_of_a_folder_has_its_verdict(facts: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "model.toml").unlink()
    (tmp_path / "amber.toml").write_text(WATCHLIST, "utf-8")
    (tmp_path / "sport.toml").write_text('rule = ["game"]\n[terms.en]\ngame = ["regatta"]\n', "utf-8")
    verdicts = facts("test", TEXT, file=tmp_path)["watchlists"]
    assert [verdict["watchlist"] for verdict in verdicts] == ["amber", "sport"]
    assert [verdict["score"] for verdict in verdicts] == [None, None]


def test_a_language_may_be_given_and_one_without_terms_is_told(facts: Callable[..., Any]) -> None:
    assert facts("test", TEXT)["language"] == "en"
    (verdict,) = facts("test", TEXT, "--language", "fr")["watchlists"]
    assert verdict["hits"] == []
    assert 'has no terms for the language "fr"' in verdict["reason"]


def test_a_saved_page_and_a_document_are_read_as_a_crawl_would(facts: Callable[..., Any], tmp_path: Path) -> None:
    page, document = tmp_path / "page.html", tmp_path / "document.txt"
    attack = "Two drones struck the harbour at dawn."
    page.write_text(html_of(f"<nav>Menu</nav><article><h1>{TITLE}</h1>{paragraphs(attack, *STORY)}</article>"), "utf-8")
    document.write_text("\n\n".join((TITLE, attack, *STORY, "Share on Facebook")), "utf-8")
    for path in (page, document):
        told_ = facts("test", str(path))
        assert (told_["title"], told_["language"]) == (TITLE, "en")
        assert told_["watchlists"][0]["rules"][0]["sentence"] == attack


def test_the_page_of_a_url_comes_from_the_archive_and_one_never_fetched_is_told(
    facts: Callable[..., Any], run: Run, crawled: Newsstand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert facts("test", URL, database=crawled.database)["language"] == "en"
    for database in (crawled.database, None):
        assert run("test", "http://meridianwire.example/never", database=database) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert "was never fetched" in line
        assert "scrapy crawl page -a url='http://meridianwire.example/never'" in line


def test_reporting_terms_others_and_exclusions_look_different(watchlist: Path) -> None:
    shown = StringIO()
    terminal = Console(file=shown, force_terminal=True, color_system="standard", width=120)
    terminal.print(*told(verdict_of(read_watchlist(watchlist), "en", "[bold]Port", TEXT)), sep="\n")
    assert "\x1b[32mstruck" in shown.getvalue()
    assert "\x1b[33mregatta" in shown.getvalue()
    assert "\x1b[9mhit song" in shown.getvalue()


def test_a_verdict_is_told_in_words(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", TEXT) == 0
    out = capsys.readouterr().out
    assert all(words in out for words in ("Port Amber burns", "rule in lead", "threshold 0.40", "verdict: keep"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["test"], "give a text"),
        (["test", " "], "give a text"),
        (["test", "no-such-report.txt"], "no such file"),
        (["test", "/"], "is a folder"),
        (["lint", "/no/such.toml"], "no such file"),
        (["frobnicate"], "usage"),
    ],
)
def test_a_slip_is_told_in_one_line(
    run: Run, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    assert run(*words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert reason in line


def test_a_page_without_an_article_is_told(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<html><body><nav>Menu</nav></body></html>")
    assert run("test", str(page)) == 2
    assert f"{page}: holds no article" in capsys.readouterr().err


def found_in(path: Path, text: str, usage: Usage | None = None) -> list[tuple[int, str | None, str]]:
    """What lint says of a watchlist, as (line, term, finding)."""
    path.write_text(text, "utf-8")
    findings = lint(read_watchlist(path), text, usage or Usage())
    return [(finding.line, finding.term, finding.told) for finding in findings]


def test_a_watchlist_in_good_order_gives_no_finding(watchlist: Path) -> None:
    assert found_in(watchlist, WATCHLIST.replace('sport = ["regatta"]\n', "")) == []


def test_terms_that_stand_twice_are_found_by_their_stem(tmp_path: Path) -> None:
    text = (
        RULE
        + '[terms.en]\nact = [\n  "hit",\n  "strike", "Hit",\n]\nweapon = ["sea drone",\n  "sea-drone", "strike"]\n'
    )
    assert found_in(tmp_path / "a.toml", text) == [
        (6, "Hit", 'duplicates "hit" (line 5)'),
        (9, "sea-drone", 'duplicates "sea drone" (line 8)'),
        (9, "strike", "stands in two concepts: in act too (line 6)"),
    ]


def test_a_term_that_finds_more_than_another_does_not_duplicate_it(tmp_path: Path) -> None:
    text = RULE + '[terms.en]\nact = ["strike", "struck"]\nweapon = ["drone"]\n'
    assert found_in(tmp_path / "a.toml", text) == [(4, "strike", 'duplicates "struck" (line 4)')]


def test_letters_of_another_script_are_found(tmp_path: Path) -> None:
    text = RULE + '[terms.uk]\nact = ["обстріл", "удар", "влучання", "вибух"]\nweapon = ["дрон", "рaкета"]\n'
    assert found_in(tmp_path / "a.toml", text) == [
        (5, "рaкета", "has letters of another script (Latin; most are Cyrillic)")
    ]


def test_frequent_words_and_terms_in_every_third_sentence_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = RULE + '[terms.en]\nact = ["strike", "was"]\nweapon = ["drone"]\n'
    path.write_text(text, "utf-8")
    usage = usage_of(read_watchlist(path), [("en", None, "A drone hums.\nIt was night. A strike.\n" * 20)])
    assert found_in(path, text, Usage()) == [(4, "was", "is one of the most frequent words of its language")]
    assert (5, "drone", "is in 33% of all sentences") not in found_in(path, text, usage)
    usage.uses["en", "weapon", "drone"] += 10
    assert (5, "drone", "is in 50% of all sentences") in found_in(path, text, usage)


def test_terms_that_no_stored_article_holds_are_found_where_there_are_articles_in_their_language(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.toml"
    text = RULE + '[terms.en]\nact = ["hit"]\nweapon = ["drone", "mortar"]\n'
    text += '[terms.de]\nact = ["treffen"]\nweapon = []\n'
    path.write_text(text, "utf-8")
    usage = usage_of(read_watchlist(path), [("en", "Drones over Amber", "One hit the port."), ("fr", None, "Rien.")])
    assert found_in(path, text, usage) == [
        (5, "mortar", "in none of 1 articles"),
        (5, None, "no other language has terms for it"),
    ]


def test_concepts_that_nobody_asks_for_are_found(watchlist: Path) -> None:
    assert found_in(watchlist, WATCHLIST) == [(6, None, "is not in the rule")]
    assert found_in(watchlist, WATCHLIST.replace("[terms", 'model = "model.toml"\n[terms', 1)) == []


@pytest.mark.parametrize(
    ("spoilt", "line", "told_"),
    [
        (
            WATCHLIST + '[terms.gv]\nact = ["удар"]\n',
            8,
            "unknown language: no text is ever told to be in it",
        ),
        (WATCHLIST.replace('"regatta"', '"…"'), 6, "has no word that could be found"),
    ],
)
def test_an_unknown_language_and_a_term_without_a_word_are_errors(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoilt: str, line: int, told_: str
) -> None:
    path = tmp_path / "spoilt.toml"
    path.write_text(spoilt, "utf-8")
    assert run("lint", str(path), "--json") == 2
    errors = [finding for finding in json.loads(capsys.readouterr().out)["findings"] if finding["is_error"]]
    assert [(finding["line"], finding["told"].partition(";")[0]) for finding in errors] == [(line, told_)]


def test_an_empty_term_is_an_error_with_its_line(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "spoilt.toml"
    path.write_text(WATCHLIST.replace('"regatta"', '""'), "utf-8")
    assert run("lint", str(path)) == 2
    assert f"{path}:6: sport must be a list of terms" in capsys.readouterr().err


def test_findings_are_a_table_with_file_and_line_and_the_articles_are_counted(
    run: Run, watchlist: Path, crawled: Newsstand, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run("lint", str(watchlist), database=crawled.database) == 0
    out = capsys.readouterr().out
    (line,) = (line for line in out.splitlines() if "sport" in line)
    assert re.match(rf'{watchlist}:7 +en sport +"regatta" +in none of \d+ articles', line)
    assert "stored articles looked at" in out


def test_the_command_as_a_user_types_it(crawled: Newsstand, watchlist: Path) -> None:
    finished = crawled.run("watch", "test", TEXT, "-s", f"TOCSIN_WATCHLIST={watchlist}")
    assert finished.returncode == 0, finished.stderr
    assert "verdict: keep" in finished.stdout
