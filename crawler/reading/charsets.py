"""The text of a body whose charset may be declared, declared wrongly, or not at all."""

from __future__ import annotations

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

SAMPLE_BYTES = 60_000  # enough letters to tell a charset by; guessing over a whole page is slow


def decode(body: bytes, declared: str | None = None) -> str:
    """The body as text: by its BOM, then as UTF-8 if it is valid, then as HTTP or the page declares, then by a guess.
    What cannot be decoded becomes U+FFFD; NULs go."""
    bom_encoding, bom = read_bom(body)
    if bom_encoding and bom:
        return body[len(bom) :].decode(bom_encoding, "replace").replace("\x00", "")
    try:
        return body.decode("utf-8").replace("\x00", "")  # text in another charset is never valid UTF-8 by chance
    except UnicodeDecodeError:
        pass
    for name in (declared, html_body_declared_encoding(body)):
        encoding = resolve_encoding(name) if name else None
        if encoding and encoding != "utf-8":
            try:
                return body.decode(encoding, "replace").replace("\x00", "")
            except LookupError:
                continue
    guess = from_bytes(body[:SAMPLE_BYTES]).best()
    return body.decode(guess.encoding if guess else "utf-8", "replace").replace("\x00", "")


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header declares."""
    return http_content_type_encoding(content_type) if content_type else None
