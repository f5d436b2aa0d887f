"""Bytes become text by what is true of them rather than by what is declared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.charsets import charset_of, decode

UKRAINIAN = "Вибух пролунав у порту на світанку, і вікна в усьому кварталі за рибним ринком вилетіли."
TURKISH = "Şafakta limanda şiddetli bir patlama oldu, çarşının arkasındaki mahallenin camları kırıldı."
FRENCH = "L’explosion a secoué le port à l’aube ; les fenêtres du marché aux poissons ont volé en éclats."


def page(text: str, meta: str = "") -> str:
    """A page of one paragraph."""
    declared = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{declared}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("text", [UKRAINIAN, TURKISH, FRENCH, "😀 漢字 العربية"])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "x-unknown"])
def test_valid_utf8_is_utf8_whatever_is_declared(text: str, declared: str | None) -> None:
    assert text in decode(page(text, meta=declared or "").encode(), declared)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (UKRAINIAN, "windows-1251"),
        (UKRAINIAN, "koi8-u"),
        (TURKISH, "iso-8859-9"),
        (TURKISH, "windows-1254"),
        (FRENCH, "windows-1252"),
    ],
)
def test_a_declared_charset_is_believed_in_the_header_and_in_the_page(text: str, charset: str) -> None:
    assert text in decode(page(text).encode(charset), charset)
    assert text in decode(page(text, meta=charset).encode(charset))


@pytest.mark.parametrize(
    ("word", "charset"),
    [("Вибух", "koi8-u"), ("Şırnak", "iso-8859-9"), ("żółć", "iso-8859-2"), ("انفجار", "windows-1256")],
)
def test_a_declaration_spares_the_guess_where_there_is_little_to_guess_from(word: str, charset: str) -> None:
    assert word in decode(page(word, meta=charset).encode(charset))
    assert word in decode(page(word).encode(charset), charset)


def test_a_page_that_declares_nothing_is_guessed() -> None:
    assert UKRAINIAN in decode(page(UKRAINIAN).encode("windows-1251"))


def test_a_page_that_declares_utf8_and_is_not_is_guessed() -> None:
    assert UKRAINIAN in decode(page(UKRAINIAN, meta="utf-8").encode("windows-1251"), "utf-8")


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides_and_goes(charset: str) -> None:
    assert decode(page(UKRAINIAN).encode(charset), "iso-8859-1") == page(UKRAINIAN)


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251"])
def test_nul_bytes_go(declared: str | None) -> None:
    assert decode("<p>har\x00bour вибух</p>".encode(declared or "utf-8"), declared) == "<p>harbour вибух</p>"


def test_latin1_means_windows_as_in_browsers() -> None:
    assert "“quoted” — said" in decode(page("“quoted” — said").encode("windows-1252"), "iso-8859-1")


# --- Text encoded twice


@pytest.mark.parametrize("text", [UKRAINIAN, TURKISH, FRENCH, "😀 漢字 العربية"])
def test_text_that_was_encoded_twice_is_read_as_it_was_before(text: str) -> None:
    twice = page(text).encode().decode("latin-1").encode()
    assert decode(twice, "utf-8") == page(text)


def test_text_that_only_speaks_of_such_letters_stays() -> None:
    for text in ("The sign “Ã©” stands for é.", "Â and Ã are letters, and so is б.", "naïve café"):
        assert text in decode(page(text).encode(), "utf-8")


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_text_with_a_letter_beyond_latin1_is_never_decoded_twice(text: str) -> None:
    assert decode(page(f"{text}б").encode(), "utf-8") == page(f"{text}б")


# --- Turkish declared as Latin-1

ICELANDIC = "Það var snemma morguns, og ýmsir sögðu þá að höfnin væri lokuð. Gýgur, þoka, ðð."


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
def test_turkish_declared_as_latin1_is_turkish(declared: str) -> None:
    text = f"{TURKISH} Dağda kış ağır geçti, dediler."
    assert text in decode(page(text).encode("cp1254"), declared)
    assert text in decode(page(text, meta=declared).encode("cp1254"))


@pytest.mark.parametrize("tag", ['<html lang="is">', "<html lang='is-IS'>", "<html lang=fo>"])
def test_icelandic_declared_as_latin1_stays_icelandic(tag: str) -> None:
    body = page(ICELANDIC, meta="iso-8859-1").replace("<html>", tag)
    assert ICELANDIC in decode(body.encode("cp1252"))


@pytest.mark.parametrize(
    "text", [FRENCH, "Guðrún Þórsdóttir a vu le port.", "Straße, Öl, Ärger", "El niño llegó al muelle, señor."]
)
def test_other_languages_declared_as_latin1_stay_as_they_are(text: str) -> None:
    assert text in decode(page(text).encode("cp1252"), "iso-8859-1")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.binary(max_size=120), st.sampled_from([None, "utf-8", "utf-16", "windows-1251", "big5", "hz", "nonsense", ""])
)
def test_any_bytes_become_text_that_can_be_stored(body: bytes, declared: str | None) -> None:
    text = decode(body, declared)
    assert "\x00" not in text
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html; charset="windows-1251"', "cp1251"),
        ("text/html", None),
        ("", None),
        (None, None),
    ],
)
def test_a_header_tells_its_charset_or_none(header: str | None, charset: str | None) -> None:
    assert charset_of(header) == charset
