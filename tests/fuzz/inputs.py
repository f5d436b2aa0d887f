"""Foreign bytes to try a parser on: what it is made for, broken; what it is made of, in any order; and anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

MAX_CHANGES = 6
MAX_PIECES = 40
MAX_BYTES = 20_000  # of a piece said over and over
TIMES = (1, 1, 1, 1, 1, 1, 2, 50, 3000)  # how often a piece stands: the last is deeper than parsers recurse
CHARSETS = (
    "utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "cp1251", "koi8-r", "latin-1", "shift_jis", "utf-7",
)  # fmt: skip
NASTY = (
    *(
        word.encode("utf-8", "surrogatepass")
        for word in (
            *"< > & \" ' / = : ; , . - _ # % ? @ [ ] { } ( ) \\ | ! $ + ~ ` 0 1 9".split(),
            *(" ", "\n", "\r", "\t", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\xa0", "\u200c", "\u2028", "\ufeff"),
            *(
                "\ufffe",
                "\ud800",
                "\udfff",
                "\u0661\u0662",
                "\u202e",
                "😀",
                "ǅ",
                "İ",
                "ß",
                "ﬁ",
                "א",
                "ب",
                "一",
                "e\u0301",
            ),
            *(
                "&#0;",
                "&#x1F;",
                "&#xD800;",
                "&#xFFFE;",
                "&#x110000;",
                "&#99999999999;",
                "&#-1;",
                "&nbsp",
                "&no;",
                "%00",
            ),
            *("-1", "1e999", "NaN", "Infinity", "9" * 30, "9" * 5000, "0" * 300, "٣", "²", "½", "null", "2026-02-30"),
            *("<![CDATA[", "]]>", "<!--", "-->", "<?xml", "?>", "<!DOCTYPE", "</", "/>", "BZh", "PK\x03\x04"),
        )
    ),
    *(b"\x80", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1f\x8b\x08\x00"),
)


def made_of(samples: Sequence[bytes], pieces: Sequence[bytes], chance: Random) -> bytes:
    """Bytes for a parser of which `samples` are whole documents, and `pieces` what these are made of."""
    words = pieces if chance.random() < 0.6 else NASTY
    match chance.randrange(10):
        case 0:
            return chance.randbytes(chance.randrange(300))
        case 1:
            text = chance.choice(samples).decode("utf-8", "replace")
            return text.encode(chance.choice(CHARSETS), "replace")
        case 2 | 3 | 4:
            drawn = (chance.choice(NASTY if n % 7 == 6 else words) for n in range(chance.randrange(MAX_PIECES)))
            return b"".join(piece * _times(chance, piece) for piece in drawn)
    body = chance.choice(samples)
    for _ in range(chance.randint(1, MAX_CHANGES)):
        body = _changed(body, chance.choice(samples), words, chance)
    return body


def smallest(data: bytes, is_wanted: Callable[[bytes], bool], tries: int = 500) -> bytes:
    """The input without all parts that are not wanted: halves of it, then quarters, down to single bytes."""
    size = len(data) // 2
    while size and tries:
        at = 0
        while at < len(data) and tries:
            tries -= 1
            shorter = data[:at] + data[at + size :]
            if is_wanted(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _changed(body: bytes, other: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    """A document with something put in, left out, overwritten, said again, or taken from another."""
    at, length = chance.randint(0, len(body)), chance.randrange(200)
    piece = chance.choice(
        (
            chance.choice(words),
            chance.choice(NASTY),
            chance.randbytes(4),
            body[at : at + length],
            other[at : at + length],
        )
    )
    left_out = chance.choice((0, 0, 1, length, len(body)))
    return body[:at] + piece * _times(chance, piece) + body[at + left_out :]


def _times(chance: Random, piece: bytes) -> int:
    return min(chance.choice(TIMES), MAX_BYTES // max(1, len(piece)) + 1)
