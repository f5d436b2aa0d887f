"""The text of a body whose charset may be declared, declared wrongly, or not at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

MAX_WRONG_SHARE = 0.02  # of the bytes outside ASCII: a page in another charset has most of them wrong
MAX_WRONG_IN_DECLARED = 0.2  # where the page says that it is UTF-8
LAZY_DEFAULTS = frozenset(("cp1252", "iso8859-1", "latin-1"))  # what servers say when nobody told them
UNDEFINED = frozenset("\x81\x8d\x8f\x90\x9d")
ICELANDIC_LETTERS = frozenset("ðþý")
ICELANDIC = re.compile(r"""\blang=["']?(?:is|fo)\b""")
ASCII = bytes(range(128))
SAMPLE_BYTES = 60_000  # enough letters to tell a charset by; guessing over a whole page is slow


def decode(body: bytes, declared: str | None = None) -> str:
    """The body as text: by its BOM, then as UTF-8 if it is valid but for a stray byte or two, then as the page or HTTP
    declares, then by a guess. What cannot be decoded becomes U+FFFD; NULs go."""
    bom_encoding, bom = read_bom(body)
    if bom_encoding and bom:
        return body[len(bom) :].decode(bom_encoding, "replace").replace("\x00", "")
    stated = [declared, html_body_declared_encoding(body)]
    if stated[0] in LAZY_DEFAULTS:
        stated.reverse()
    text = body.decode("utf-8", "replace")  # text in another charset is hardly ever valid UTF-8
    wrong = text.count("\ufffd")
    foreign = len(body.translate(None, ASCII))
    most = MAX_WRONG_IN_DECLARED if "utf-8" in stated else MAX_WRONG_SHARE
    if wrong <= most * foreign:
        return _once_decoded(text).replace("\x00", "")
    for name in stated:
        encoding = resolve_encoding(name) if name else None
        if encoding and encoding != "utf-8":
            try:
                text = body.decode(encoding, "replace").replace("\x00", "")
                return _turkish(text) if encoding in LAZY_DEFAULTS else text
            except (LookupError, UnicodeError):  # no charset, or none for text
                continue
    guess = from_bytes(body[:SAMPLE_BYTES]).best()
    return body.decode(guess.encoding if guess else "utf-8", "replace").replace("\x00", "")


def _once_decoded(text: str) -> str:
    """Text that somebody took for Latin-1 and encoded a second time ("donâ\u0080\u0099t"): as it was before."""
    for table in ("latin-1", "cp1252"):
        try:
            return text.encode(table, "as_latin_1").decode("utf-8")  # fails at once for what was encoded only once
        except UnicodeError:
            continue
    return text


def _as_latin_1(error: UnicodeError) -> tuple[bytes, int]:
    """The five bytes that Windows-1252 leaves undefined go through it unchanged, as in browsers (WHATWG)."""
    if not isinstance(error, UnicodeEncodeError) or error.object[error.start] not in UNDEFINED:
        raise error
    return error.object[error.start].encode("latin-1"), error.start + 1


def _turkish(text: str) -> str:
    """Turkish that is declared as Latin-1 shows ð þ ý where it means ğ ş ı; Icelandic alone means them so."""
    if set(text) >= ICELANDIC_LETTERS and not ICELANDIC.search(text):
        return text.encode("cp1252", "replace").decode("cp1254", "replace")
    return text


codecs.register_error("as_latin_1", _as_latin_1)


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header declares."""
    return http_content_type_encoding(content_type) if content_type else None
