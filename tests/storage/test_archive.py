"""The archive of raw pages: what goes into a WARC file comes out of it, also after a killed run."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.errors import BadInput
from crawler.records import Page
from crawler.storage.archive import Archive, page_at, pages_in

STORY = "https://gulfwire.example/drones-hit-fuel-depot"
MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=windows-1251"}


def page(url: str = STORY, body: bytes = b"<p>Two tanks burn.</p>", **more: object) -> Page:
    told = {"fetched_at": MORNING, "source": "Gulf Wire", "charset": "cp1251", "asked_url": url, **more}
    return Page(url, body, **told)  # type: ignore[arg-type]


def archived(folder: Path, *pages: Page, headers: dict[str, str] | None = None, name: str = "run") -> list[str]:
    """Write pages to one file; returns where they stand."""
    archive = Archive(folder, name)
    places = [archive.add(one, HTML if headers is None else headers) for one in pages]
    archive.close()
    return places


def facts(one: Page) -> tuple[object, ...]:
    return (
        one.url, one.body, one.fetched_at, one.source, one.status, one.content_type, one.charset, one.asked_url,
    )  # fmt: skip


def warc(*records: tuple[dict[str, str], bytes]) -> bytes:
    """A WARC file of another program."""
    parts = []
    for told, block in records:
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        parts.append(f"WARC/1.0\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n")
    return b"".join(parts)


RESPONSE = {
    "WARC-Type": "response",
    "WARC-Target-URI": STORY,
    "WARC-Date": "2026-11-21T08:30:00.250Z",
    "Content-Type": "application/http; msgtype=response",
}
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Two tanks burn.</p>"


@pytest.mark.parametrize(
    "one",
    [
        page(),
        page(body=b""),
        page(body="<p>Горять дві цистерни.</p>".encode("cp1251")),
        page(body=bytes(range(256)) * 50),
        page(body=b"HTTP/1.1 200 OK\r\n\r\nWARC/1.0\r\nContent-Length: 5\r\n\r\n"),
        page(status=404),
        page(asked_url="https://gulfwire.example/?p=48213"),
        page(source="Ранок — новини 🔔"),
        page(source="Señal"),
        page(source="A\\nB"),
        page(source="A\\"),
        page(source="C:\\x"),
        page(url="https://gulfwire.example/%D0%B4%D0%B5%D0%BD%D1%8C?a=1&b=%20"),
    ],
    ids=[
        "html",
        "empty",
        "other-charset",
        "bytes",
        "warc-in-warc",
        "404",
        "redirect",
        "name",
        "accent",
        "backslash",
        "backslash-at-end",
        "path",
        "address",
    ],
)
def test_a_page_comes_back_as_it_went_in(tmp_path: Path, one: Page) -> None:
    archived(tmp_path, one)
    (back,) = pages_in(tmp_path / "run.warc.gz")
    assert facts(back) == facts(one)


def test_each_page_of_a_file_tells_its_place(tmp_path: Path) -> None:
    places = archived(tmp_path, page(), page(body=b""), page(url="https://gulfwire.example/later"))
    assert [one.raw for one in pages_in(tmp_path / "run.warc.gz")] == places
    assert [found.raw for place in places if (found := page_at(tmp_path, place))] == places


def test_no_file_is_made_before_the_first_page(tmp_path: Path) -> None:
    Archive(tmp_path / "raw", "run").close()
    assert not (tmp_path / "raw").exists()


def test_a_page_is_on_the_disk_before_the_archive_is_closed(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "run")
    archive.add(page(), HTML)
    assert [one.url for one in pages_in(archive.path)] == [STORY]
    archive.close()


def test_each_page_is_found_at_its_place(tmp_path: Path) -> None:
    pages = [page(url=f"https://gulfwire.example/{n}", body=b"x" * n * 100) for n in range(4)]
    for place, one in zip(archived(tmp_path, *pages), pages, strict=True):
        found = page_at(tmp_path, place)
        assert found is not None
        assert facts(found) == facts(one)


def test_pages_come_in_the_order_they_were_written(tmp_path: Path) -> None:
    names = [f"https://gulfwire.example/{n}" for n in (3, 1, 2)]
    archived(tmp_path, *(page(url=name) for name in names))
    assert [one.url for one in pages_in(tmp_path / "run.warc.gz")] == names


def test_a_second_archive_of_the_same_name_adds_to_the_first(tmp_path: Path) -> None:
    (first,) = archived(tmp_path, page())
    (second,) = archived(tmp_path, page(url="https://gulfwire.example/later"))
    assert first != second
    assert len(list(pages_in(tmp_path / "run.warc.gz"))) == 2
    found = page_at(tmp_path, second)
    assert found is not None and found.url == "https://gulfwire.example/later"


def test_headers_that_no_longer_fit_the_body_or_are_private_are_left_out(tmp_path: Path) -> None:
    headers = {
        **HTML,
        "Content-Encoding": "gzip",
        "transfer-encoding": "chunked",
        "Content-Length": "99999",
        "Set-Cookie": "session=secret",
        "X-Served-By": "кеш-1",
    }
    archived(tmp_path, page(), headers=headers)
    with (tmp_path / "run.warc.gz").open("rb") as file:
        record = next(ArchiveIterator(file))
        names = {name.lower() for name, _ in record.http_headers.headers}
    assert names == {"content-type", "x-served-by"}
    assert [one.body for one in pages_in(tmp_path / "run.warc.gz")] == [b"<p>Two tanks burn.</p>"]


@pytest.mark.parametrize(
    ("header", "content_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; charset=UTF-8", "text/html", "utf-8"),
        ('text/html;charset="utf-8"', "text/html", "utf-8"),
        ("application/xhtml+xml ; charset=koi8-u", "application/xhtml+xml", "koi8-u"),
        ("text/html; Charset=windows-1251", "text/html", "cp1251"),
        ('text/html; charset="utf-8"; x=y', "text/html", "utf-8"),
        ("text/html; charset=klingon", "text/html", None),
    ],
)
def test_the_declared_type_and_charset_are_told_apart(
    tmp_path: Path, header: str, content_type: str, charset: str | None
) -> None:
    archived(tmp_path, page(), headers={"Content-Type": header})
    (back,) = pages_in(tmp_path / "run.warc.gz")
    assert (back.content_type, back.charset) == (content_type, charset)


def test_a_page_without_a_declared_type_is_taken_for_html(tmp_path: Path) -> None:
    archived(tmp_path, page(), headers={})
    (back,) = pages_in(tmp_path / "run.warc.gz")
    assert (back.content_type, back.charset) == ("text/html", None)


@pytest.mark.parametrize("arrived", [1, 10, 40])
def test_the_pages_before_a_broken_end_are_read(tmp_path: Path, arrived: int) -> None:
    places = archived(tmp_path, *(page(url=f"https://gulfwire.example/{n}") for n in range(3)))
    last = int(places[2].rpartition("@")[2])
    file = tmp_path / "run.warc.gz"
    file.write_bytes(file.read_bytes()[: last + arrived])
    assert [one.url[-1] for one in pages_in(file)] == ["0", "1"]


def test_a_page_whose_file_is_gone_is_no_longer_there(tmp_path: Path) -> None:
    assert page_at(tmp_path, "run.warc.gz@0") is None
    archived(tmp_path, page())
    assert page_at(tmp_path, "run.warc.gz@99999") is None


def test_a_place_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    archived(tmp_path, page())
    (tmp_path / "raw").mkdir()
    assert page_at(tmp_path / "raw", "../run.warc.gz@0") is None


@pytest.mark.parametrize(
    "body",
    [
        b"An article.\n",
        b"<html></html>",
        b"SQLite format 3\x00" + b"\x00" * 100,
        gzip.compress(b"An article.\n"),
        b"PK\x03\x04zip",
    ],
    ids=["text", "html", "database", "packed-text", "zip"],
)
def test_what_is_no_warc_file_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "page.warc.gz"
    path.write_bytes(body)
    with pytest.raises(BadInput, match="is not a WARC file"):
        list(pages_in(path))


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file or directory"):
        list(pages_in(tmp_path / "run.warc.gz"))
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        list(pages_in(tmp_path))


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_of_another_program_is_read(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "other.warc"
    body = warc((RESPONSE, ANSWER))
    path.write_bytes(gzip.compress(body) if packed else body)
    (one,) = pages_in(path)
    assert (one.url, one.body, one.fetched_at) == (STORY, b"<p>Two tanks burn.</p>", MORNING)
    assert (one.source, one.asked_url, one.ledger_url) == ("", None, STORY)


def test_records_that_are_no_pages_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "other.warc"
    info = {"WARC-Type": "warcinfo", "WARC-Date": RESPONSE["WARC-Date"], "Content-Type": "application/warc-fields"}
    path.write_bytes(
        warc(
            (info, b"software: other\r\n"),
            ({**RESPONSE, "WARC-Type": "request"}, b"GET / HTTP/1.1\r\n\r\n"),
            (RESPONSE, ANSWER),
            ({**RESPONSE, "WARC-Type": "revisit"}, ANSWER),
            ({**RESPONSE, "WARC-Target-URI": "dns:gulfwire.example", "Content-Type": "text/dns"}, b"10.0.0.1"),
        )
    )
    assert [one.url for one in pages_in(path)] == [STORY]


@pytest.mark.parametrize(
    "broken",
    [
        ({**RESPONSE, "WARC-Date": "yesterday"}, ANSWER),
        ({name: value for name, value in RESPONSE.items() if name != "WARC-Date"}, ANSWER),
        (RESPONSE, b"HTTP/1.1 abc OK\r\n\r\nx"),
        (RESPONSE, b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x8b\x03\x80<p>x</p>\x03"),
    ],
    ids=["odd-date", "no-date", "odd-status", "brotli"],
)
def test_a_broken_record_costs_at_most_itself(tmp_path: Path, broken: tuple[dict[str, str], bytes]) -> None:
    later = {**RESPONSE, "WARC-Target-URI": "https://gulfwire.example/later"}
    path = tmp_path / "other.warc"
    path.write_bytes(warc((RESPONSE, ANSWER), broken, (later, ANSWER)))
    found = [one.url for one in pages_in(path)]
    assert (found[0], found[-1]) == (STORY, "https://gulfwire.example/later")


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"Content-Encoding: gzip", gzip.compress(b"<p>Two tanks burn.</p>")),
        (b"Transfer-Encoding: chunked", b"16\r\n<p>Two tanks burn.</p>\r\n0\r\n\r\n"),
    ],
    ids=["gzip", "chunked"],
)
def test_a_body_stored_as_it_was_sent_is_unpacked(tmp_path: Path, header: bytes, body: bytes) -> None:
    path = tmp_path / "other.warc"
    path.write_bytes(warc((RESPONSE, b"HTTP/1.1 200 OK\r\n" + header + b"\r\n\r\n" + body)))
    assert [one.body for one in pages_in(path)] == [b"<p>Two tanks burn.</p>"]


@given(body=st.binary(max_size=200), source=st.text(st.characters(codec="utf-8"), max_size=20))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_any_body_and_any_name_come_back(tmp_path_factory: pytest.TempPathFactory, body: bytes, source: str) -> None:
    folder = tmp_path_factory.mktemp("raw")
    (place,) = archived(folder, page(body=body, source=f"a{source}b"))
    found = page_at(folder, place)
    assert found is not None
    assert (found.body, found.source) == (body, f"a{source}b")
