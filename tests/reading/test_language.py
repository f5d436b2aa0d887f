"""The language of a text is told from its letters and words, and the same each time."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crawler.reading.language import detect_language
from crawler.stems import sentences_of

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
    "sr": "Полиција каже да је наоружани човек убио троје људи на пијаци.",
    "hr": "Policija je priopćila da je naoružani muškarac ubio troje ljudi na tržnici.",
    "mk": "Полицијата соопшти дека вооружен маж уби три лица на пазарот.",
    "sl": "Policija je sporočila, da je oborožen moški na tržnici ubil tri ljudi.",
    "sk": "Polícia uviedla, že ozbrojený muž zastrelil na trhu troch ľudí.",
    "kk": "Полиция қарулы адам базарда үш кісіні өлтірді деп хабарлады.",
    "az": "Polis bildirib ki, silahlı şəxs bazarda üç nəfəri öldürüb.",
    "ca": "La policia va dir que un home armat ha mort tres persones en un mercat.",
    "gl": "A policía dixo que un home armado matou tres persoas nun mercado.",
    "ro": "Poliția a spus că un bărbat înarmat a ucis trei oameni într-o piață.",
    "no": "Politiet opplyser at en bevæpnet mann har skutt og drept tre personer på et marked.",
    "da": "Politiet oplyser, at en bevæbnet mand har skudt og dræbt tre personer på et marked.",
    "sv": "Polisen uppger att en beväpnad man har skjutit ihjäl tre personer på en marknad.",
    "hu": "A rendőrség közölte, hogy egy fegyveres férfi megölt három embert a piacon.",
    "yi": "די פאליציי האט געזאגט אז א באוואפנטער מאן האט דערשאסן דריי מענטשן אויפן מארק.",
    "ps": "پولیسو ویلي چې وسله وال کس په بازار کې درې کسان وژلي دي.",
    "ckb": "پۆلیس دەڵێت چەکدارێک لە بازاڕ سێ کەسی کوشتووە.",
    "hy": "Ոստիկանությունը հայտնել է, որ զինված անձը շուկայում սպանել է երեք մարդու։",
    "ka": "პოლიციის ცნობით, შეიარაღებულმა პირმა ბაზარზე სამი ადამიანი მოკლა.",
}
# Which is most easily taken for which: pages declare it wrongly, and texts mix them.
NEIGHBOURS = [("uk", "ru"), ("ru", "uk"), ("be", "ru"), ("ar", "fa"), ("fa", "ar"), ("ur", "fa"), ("tr", "az"),
              ("az", "tr"), ("es", "pt"), ("cs", "sk"), ("sr", "mk"), ("he", "yi")]  # fmt: skip
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.toml"))
WITNESSES = {"langdetect", "py3langid", "letters", "page"}
EVERY_REPORT = pytest.mark.parametrize("code", REPORTS)


@EVERY_REPORT
def test_one_sentence_tells_its_language(code: str) -> None:
    assert detect_language(REPORTS[code]).code == code


@EVERY_REPORT
def test_a_wrong_declaration_of_a_page_changes_nothing(code: str) -> None:
    wrong = "fr" if code != "fr" else "en"
    assert detect_language(REPORTS[code], wrong).code == code


@pytest.mark.parametrize(("code", "neighbour"), NEIGHBOURS)
def test_nor_does_the_declaration_of_its_nearest_neighbour(code: str, neighbour: str) -> None:
    assert detect_language(REPORTS[code], neighbour).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Вибух біля вокзалу", "uk"),
        ("После взрывов в порту", "ru"),
        ("Выбух каля вакзала", "be"),
        ("Взрив край гарата", "bg"),
        ("Eksplozija u luci: tko su žrtve", "hr"),
        ("Bazarda üç nəfər öldü", "az"),
        ("انفجار في السوق", "ar"),
        ("انفجار در بازار", "fa"),
        ("بازار میں دھماکہ", "ur"),
        ("EXPLOSION AT THE HARBOUR", "en"),
        ("ВЗРЫВЫ В ПОРТУ", "ru"),
    ],
)
def test_a_headline_of_a_few_words_tells_its_language(text: str, code: str) -> None:
    assert detect_language(text).code == code


@pytest.mark.parametrize("code", ["fa", "ur"])
def test_persian_and_urdu_may_be_typed_on_an_arabic_keyboard(code: str) -> None:
    assert detect_language(REPORTS[code].translate(str.maketrans("یک", "يك"))).code == code


def test_letters_may_be_written_with_their_marks_apart() -> None:
    apart = REPORTS["be"].replace("ў", "у\u0306").replace("й", "и\u0306")
    assert detect_language(apart).code == "be"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_its_language_and_so_have_nearly_all_first_sentences_and_titles_alone(example: Path) -> None:
    code = example.stem.split("-")[0]
    entries = tomllib.loads(example.read_text(encoding="utf-8"))["example"]
    texts = [entry["text"].strip() for entry in entries]
    assert [text for text in texts if detect_language(text).code != code] == []
    beginnings = [entry["title"] for entry in entries] + [sentences_of(text)[0] for text in texts]
    wrong = [text for text in beginnings if detect_language(text, code).code != code]
    assert len(wrong) <= len(beginnings) / 50, wrong


def test_a_text_between_languages_has_the_same_one_each_time() -> None:
    assert len({detect_language("Soldater stengte veien") for _ in range(20)}) == 1


@EVERY_REPORT
def test_confidence_is_a_share_and_somebody_vouches_for_it(code: str) -> None:
    found = detect_language(REPORTS[code], code)
    assert 0 < found.confidence <= 1
    assert found.detector
    assert set(found.detector.split(" and ")) <= WITNESSES


@EVERY_REPORT
def test_the_longer_a_text_the_surer_its_language(code: str) -> None:
    word, sentence = REPORTS[code].split()[0], REPORTS[code]
    assert detect_language(word).confidence < detect_language(sentence).confidence
    assert detect_language(sentence).confidence < detect_language(" ".join([sentence] * 5)).confidence


def test_a_text_that_two_languages_share_is_less_sure() -> None:
    assert detect_language("Droner over havnen").confidence < 0.6
    assert detect_language("Дрони над гаванню вночі").confidence > detect_language("Дрон над портом").confidence


def test_a_few_foreign_words_do_not_change_the_language_of_a_text() -> None:
    text = f"{REPORTS['en']} “Слава”, the poster read. {REPORTS['en']}"
    assert detect_language(text).code == "en"


@pytest.mark.parametrize(("most", "quoted"), [*NEIGHBOURS[:-1], ("en", "uk"), ("uk", "en"), ("he", "en"), ("ar", "fr")])
def test_a_text_in_two_languages_has_that_of_most_words(most: str, quoted: str) -> None:
    text = "\n".join([REPORTS[quoted], *[REPORTS[most]] * 3, REPORTS[quoted], *[REPORTS[most]] * 3])
    assert detect_language(text).code == most


def test_a_text_in_two_scripts_is_less_sure_than_in_one() -> None:
    text = "\n".join([REPORTS["uk"]] * 6)
    mixed = "\n".join([REPORTS["uk"]] * 4 + [REPORTS["en"]] * 2)
    assert detect_language(mixed).confidence < detect_language(text).confidence


def test_where_two_languages_are_close_a_short_text_is_what_its_page_declares() -> None:
    text = "Droner over havnen"  # Norwegian and Danish alike
    assert detect_language(text, "no").code == "no"
    assert detect_language(text, "da").code == "da"


@pytest.mark.parametrize(("declared", "code"), [("nb", "no"), ("iw", "he"), ("ua", "uk"), ("xx", None), ("", None)])
def test_a_page_may_declare_by_another_name_or_none(declared: str, code: str | None) -> None:
    word = {"no": "Droner over havnen", "he": "שוק", "uk": "Порт"}.get(code or "", "Droner over havnen")
    assert detect_language(word, declared).code == (code or detect_language(word).code)


def test_a_long_text_is_not_swayed_by_what_its_page_declares() -> None:
    text = " ".join([REPORTS["ru"]] * 8)
    assert detect_language(text, "uk").code == "ru"
    assert detect_language(text, "uk").confidence > 0.8


@pytest.mark.parametrize("text", ["", "   ", "12 – 15 (2026)", "!!! …", "😀😀"])
def test_text_without_letters_has_no_language(text: str) -> None:
    found = detect_language(text, "en")
    assert (found.code, found.confidence) == (None, 0.0)


@pytest.mark.parametrize(
    "text", ["a", "x y z", "\u200c\u0301ہ", "漢", "ÿ" * 3000, "http://x.example/a?b=c", "ไทย", "ⴰⴱⴳ", "𝐀", "ª"]
)
def test_any_letters_have_some_language(text: str) -> None:
    assert detect_language(text).code
