"""The language of a text is told from its letters and words, and the same each time."""

from __future__ import annotations

import pytest

from crawler.reading.language import SHORT_CHARS, detect_language

# One report in each watched language, as short as an agency's first line.
REPORTS = {
    "en": "Police say a gunman shot dead three people at a market in the north of the country.",
    "uk": "Внаслідок обстрілу поранено трьох людей, повідомив мер міста.",
    "ru": "В результате обстрела ранены три человека, сообщил мэр города.",
    "be": "У выніку абстрэлу паранены тры чалавекі, паведаміў мэр горада.",
    "pl": "Policja podała, że napastnik zastrzelił trzy osoby na targu.",
    "ar": "قالت الشرطة إن مسلحا قتل ثلاثة أشخاص في السوق.",
    "fa": "پلیس گفت مردی مسلح سه نفر را در بازار کشت.",
    "he": "המשטרה מסרה כי חמוש ירה למוות בשלושה בני אדם בשוק.",
    "ur": "پولیس کے مطابق مسلح شخص نے بازار میں تین افراد کو گولی مار دی۔",
    "tr": "Polis, silahlı bir kişinin pazarda üç kişiyi öldürdüğünü açıkladı.",
    "de": "Die Polizei teilte mit, ein Bewaffneter habe auf dem Markt drei Menschen erschossen.",
    "fr": "Un homme armé a tué trois personnes sur un marché, selon la police.",
    "es": "La policía dijo que un hombre armado mató a tres personas en un mercado.",
    "it": "La polizia ha detto che un uomo armato ha ucciso tre persone al mercato.",
    "bg": "Полицията съобщи, че въоръжен мъж е убил трима души на пазара в северната част на града.",
    "cs": "Policie uvedla, že ozbrojený muž zastřelil na tržišti tři lidi.",
    "el": "Η αστυνομία ανακοίνωσε ότι ένας ένοπλος σκότωσε τρεις ανθρώπους στην αγορά.",
    "nl": "De politie zegt dat een gewapende man drie mensen heeft doodgeschoten op een markt.",
    "pt": "A polícia disse que um homem armado matou três pessoas num mercado.",
}
EVERY_REPORT = pytest.mark.parametrize("code", REPORTS)


@EVERY_REPORT
def test_one_sentence_tells_its_language(code: str) -> None:
    assert detect_language(REPORTS[code]).code == code


@EVERY_REPORT
def test_a_wrong_declaration_of_a_page_changes_nothing(code: str) -> None:
    wrong = "fr" if code != "fr" else "en"
    assert detect_language(REPORTS[code], wrong).code == code


def test_a_text_between_languages_has_the_same_one_each_time() -> None:
    assert len({detect_language("Soldater stengte veien") for _ in range(20)}) == 1


@EVERY_REPORT
def test_confidence_is_a_share_and_somebody_vouches_for_it(code: str) -> None:
    found = detect_language(REPORTS[code])
    assert 0 < found.confidence <= 1
    assert found.detector in ("langdetect", "py3langid", "langdetect and py3langid")


def test_a_few_foreign_words_do_not_change_the_language_of_a_text() -> None:
    text = f"{REPORTS['en']} “Слава”, the poster read. {REPORTS['en']}"
    assert detect_language(text).code == "en"


def test_where_two_languages_are_close_a_short_text_is_what_its_page_declares() -> None:
    text = "Droner over havnen"  # Norwegian and Danish alike
    assert detect_language(text, "no").code == "no"
    assert detect_language(text, "da").code == "da"


def test_a_long_text_is_not_swayed_by_what_its_page_declares() -> None:
    text = " ".join([REPORTS["ru"]] * 4)
    assert len(text) > SHORT_CHARS
    assert detect_language(text, "uk") == detect_language(text)


@pytest.mark.parametrize("text", ["", "   ", "12 – 15 (2026)", "!!! …", "😀😀"])
def test_text_without_letters_has_no_language(text: str) -> None:
    found = detect_language(text, "en")
    assert (found.code, found.confidence) == (None, 0.0)


@pytest.mark.parametrize("text", ["a", "x y z", "\u200c\u0301ہ", "漢", "ÿ" * 3000, "http://x.example/a?b=c"])
def test_any_letters_have_some_language(text: str) -> None:
    assert detect_language(text).code
