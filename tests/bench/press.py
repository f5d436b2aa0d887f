"""`make bench`: crawls a press with known answers and prints how well it was read, kept and linked.

Without arguments the project's own press; `make bench ARGS=FOLDER` takes a recorded one: a folder with replay.py,
sources.toml and expected.jsonl, a line an article: url, id, kind, lang, relevant, copy_of, published, author,
paragraphs.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from crawler.glue.terminal import console
from crawler.storage.database import open_readonly
from crawler.urls import url_key
from tests.press.crawling import crawl
from tests.press.server import Press, source_list
from tests.press.sites import sites

FOLDER = Path("build/bench")
RESULT = FOLDER / "press.json"


def main() -> int:
    """Crawl, compare, print; returns the crawl's exit code."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    recorded = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    expected = recorded_answers(recorded) if recorded else own_answers()
    with replay(recorded) if recorded else own_press() as (proxy, sources):
        exit_code = crawl(proxy, sources, FOLDER / "news.db")
    if exit_code == 0:
        figures = measure(FOLDER / "news.db", expected)
        RESULT.write_text(json.dumps(figures, ensure_ascii=False, indent=2), "utf-8")
        show(figures)
    return exit_code


def own_answers() -> list[dict[str, Any]]:
    """The answers of the project's own press."""
    return [
        {**asdict(article), "url": site.root + article.path, "lang": article.language}
        for site in sites()
        for article in site.articles
    ]


def recorded_answers(folder: Path) -> list[dict[str, Any]]:
    """The answers of a recorded press."""
    return [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines() if line]


@contextmanager
def own_press() -> Iterator[tuple[str, Path]]:
    """The project's own press: its proxy and its source list."""
    sources = FOLDER / "sources.toml"
    sources.write_text(source_list(), "utf-8")
    with Press() as press:
        yield press.proxy, sources


@contextmanager
def replay(folder: Path) -> Iterator[tuple[str, Path]]:
    """A recorded press, served by its own script."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = FOLDER / "access.jsonl"
    command = [sys.executable, str(folder / "replay.py"), str(folder), "--port", str(port), "--log", str(log)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", folder / "sources.toml"
    finally:
        server.terminate()
        server.wait()


def measure(database: Path, expected: list[dict[str, Any]]) -> dict[str, Any]:
    """How a crawl's database compares with the answers. Shares are from 0 to 1."""
    db = open_readonly(database)
    met = {row["key"]: row for row in db.query("select * from pages")}
    stored = {row["key"]: row for row in db.query("select * from articles where origin = 'crawl'")}
    by_article = {row["id"]: row["key"] for row in stored.values()}
    answers = {url_key(answer["url"]): answer for answer in expected}
    kept = [(answers[key], row) for key, row in stored.items() if key in answers]
    relevant = [answer for answer in expected if answer["relevant"]]
    found = [answer for answer, _ in kept if answer["relevant"]]
    perfect = [(a, r) for a, r in kept if _words(r["text"]) == _words(" ".join(a["paragraphs"]))]
    whole = [(a, r) for a, r in kept if all(_words(p) in _words(r["text"]) for p in a["paragraphs"])]
    dated = [(a, r) for a, r in kept if a.get("published")]
    signed = [(a, r) for a, r in kept if a.get("author")]
    return {
        "articles": len(expected),
        "met": sum(key in met for key in answers),
        "kept": len(kept),
        "recall": _share(len(found), len(relevant)),
        "precision": _share(len(found), len(kept)),
        "word_perfect": _share(len(perfect), len(kept)),
        "nothing_lost": _share(len(whole), len(kept)),
        "language": _share(sum(r["language"] == a["lang"] for a, r in kept), len(kept)),
        "published": _share(sum(_moment(r["published"]) == _moment(a["published"]) for a, r in dated), len(dated)),
        "author": _share(sum(json.loads(r["authors"]) == [a["author"]] for a, r in signed), len(signed)),
        **_copies(kept, by_article, answers),
        "missed": [answer["url"] for answer in relevant if answer not in found],
        "kept_in_error": [answer["url"] for answer, _ in kept if not answer["relevant"]],
        "not_word_perfect": [a["url"] for a, r in kept if (a, r) not in perfect],
    }


def _copies(kept: list[tuple[dict, dict]], by_article: dict[int, str], answers: dict[str, dict]) -> dict[str, Any]:
    """Copies whose family was found, by kind, among those whose original or another copy of it was kept too."""
    family = {key: answer.get("copy_of") or answer["id"] for key, answer in answers.items()}
    sizes = Counter(family[row["key"]] for _, row in kept)
    origin = {row["key"]: by_article.get(row["copy_of"], row["key"]) for _, row in kept}
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for answer, row in kept:
        mine = row["key"]
        if family[origin[mine]] != family[mine]:
            wrong.append(answer["url"])
        if answer.get("copy_of") and sizes[family[mine]] > 1:
            total[answer["kind"]] += 1
            linked = any(origin[other["key"]] == origin[mine] for a, other in kept if other["key"] != mine)
            right[answer["kind"]] += linked
    return {"copies": {kind: _share(right[kind], total[kind]) for kind in sorted(total)}, "wrong_joins": wrong}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _words(text: str) -> str:
    return " ".join(text.split())


def _moment(stated: str | None) -> datetime | None:
    return datetime.fromisoformat(stated) if stated else None


def show(figures: dict[str, Any]) -> None:
    """The figures for a person."""
    table = Table(title="How the press was read, kept and linked", title_justify="left", header_style="bold")
    table.add_column("Figure")
    table.add_column("Value", justify="right")
    table.add_row("articles of the press in the ledger", f"{figures['met']} of {figures['articles']}")
    for name, words in (
        ("recall", "recall of reports of attacks"),
        ("precision", "precision of what was kept"),
        ("word_perfect", "texts that are exactly the author's words"),
        ("nothing_lost", "texts without a lost paragraph"),
        ("language", "language right"),
        ("published", "publication time right to the minute"),
        ("author", "author right, where one signed"),
    ):
        table.add_row(words, f"{figures[name]:.3f}")
    for kind, share in figures["copies"].items():
        table.add_row(f"copies linked: {kind}", f"{share:.3f}")
    table.add_row("articles joined wrongly", str(len(figures["wrong_joins"])))
    terminal = console()
    terminal.print(table)
    for name in ("missed", "kept_in_error", "not_word_perfect", "wrong_joins"):
        for url in figures[name]:
            terminal.print(f"{name.replace('_', ' ')}: {url}", soft_wrap=True)
    terminal.print(f"All figures: {RESULT}")


if __name__ == "__main__":
    sys.exit(main())
