"""The source list, the watchlist, the corpus folder: what is read, and what is refused with FILE:LINE and why."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import BadInput, DatabaseRefused
from crawler.records import Source
from crawler.seeds import (
    Watchlist,
    corpus_files,
    is_web_address,
    read_document,
    read_sources,
    read_watchlist,
    source_block,
)

GULF = '[[source]]\nname = "Gulf Wire"\nurl = "https://gulfwire.example/"\n'
RIVER = '[[source]]\nname = "River Post"\nurl = "https://riverpost.example/"\n'
WATCHLIST = """name = "attacks"
rule = ["act and weapon"]
[terms.en]
act = ["hit", "struck"]
weapon = ["drone"]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of seeds/ that is not there yet."""
    return tmp_path / "seeds.toml"


def sources_of(path: Path, text: str) -> list[Source]:
    path.write_text(text, "utf-8")
    return read_sources(path)


def watchlist_of(path: Path, text: str) -> Watchlist:
    path.write_text(text, "utf-8")
    return read_watchlist(path)


def refusal_of_sources(path: Path, text: str) -> str:
    """What the user is told, without the folder."""
    with pytest.raises(BadInput) as refused:
        sources_of(path, text)
    return str(refused.value).removeprefix(f"{path.parent}/")


def refusal_of_watchlist(path: Path, text: str) -> str:
    with pytest.raises(BadInput) as refused:
        watchlist_of(path, text)
    return str(refused.value).removeprefix(f"{path.parent}/")


def test_a_name_and_a_home_page_are_enough_for_a_source(path: Path) -> None:
    (source,) = sources_of(path, GULF)
    assert source == Source("Gulf Wire", "https://gulfwire.example/")
    assert source.discovers


def test_sources_may_be_written_in_one_line(path: Path) -> None:
    line = 'source = [{name = "Gulf Wire", url = "https://gulfwire.example/"}, {name = "River Post"}]\n'
    assert refusal_of_sources(path, line) == "seeds.toml:1: this source has no url"
    (source,) = sources_of(path, line.replace(', {name = "River Post"}', ""))
    assert source == Source("Gulf Wire", "https://gulfwire.example/")


def test_a_source_with_a_feed_is_not_searched_for_others(path: Path) -> None:
    (source,) = sources_of(path, GULF + 'language = "en"\nfeeds = ["https://gulfwire.example/feed.xml"]\n')
    assert (source.language, source.feeds) == ("en", ("https://gulfwire.example/feed.xml",))
    assert not source.discovers


def test_sources_come_in_the_order_of_the_file(path: Path) -> None:
    assert [source.name for source in sources_of(path, RIVER + GULF)] == ["River Post", "Gulf Wire"]


def test_a_name_loses_the_spaces_around_it(path: Path) -> None:
    (source,) = sources_of(path, GULF.replace('"Gulf Wire"', '"  Gulf Wire "'))
    assert source.name == "Gulf Wire"


def test_a_file_saved_by_a_windows_editor_is_read(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + GULF.replace("\n", "\r\n").encode())
    assert [source.name for source in read_sources(path)] == ["Gulf Wire"]


def test_a_missing_source_list_is_named(path: Path) -> None:
    with pytest.raises(BadInput, match="no such file") as refused:
        read_sources(path)
    assert refused.value.place == path


def test_a_folder_is_no_source_list(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder, not a file"):
        read_sources(tmp_path)


def test_a_path_through_a_file_is_refused_in_words(path: Path) -> None:
    path.write_text(GULF, "utf-8")
    with pytest.raises(BadInput, match="cannot be read: Not a directory"):
        read_sources(path / "sources.toml")


def test_text_of_another_encoding_is_refused_with_its_line(path: Path) -> None:
    path.write_bytes((GULF + 'language = "українська"\n').encode("cp1251"))
    with pytest.raises(BadInput, match=r":4: is not UTF-8 text; save the file as UTF-8"):
        read_sources(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[source]]\nname = "Gulf Wire"\nurl = https://gulfwire.example/\n', 3),
        ('[[source]]\nname = "Gulf Wire\nurl = "https://gulfwire.example/"\n', 2),
        (GULF + 'name = "Gulf Wire"\n', 4),
        (GULF + "feeds = [\n", 4),
        (GULF + "language = 'en", 4),
        ('[[source]\nname = "Gulf Wire"\n', 1),
        (GULF + "\x00", 4),
    ],
    ids=["no-quotes", "open-quote", "key-twice", "open-list", "open-quote-at-end", "open-bracket", "nul"],
)
def test_broken_toml_is_refused_with_its_line(path: Path, text: str, line: int) -> None:
    assert refusal_of_sources(path, text).startswith(f"seeds.toml:{line}: not valid TOML: ")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "source = []\n", 'source = "Gulf Wire"\n'])
def test_a_list_without_an_outlet_is_refused_with_what_to_add(path: Path, text: str) -> None:
    assert "add a [[source]] block with name and url" in refusal_of_sources(path, text)


def test_an_unknown_key_is_refused_with_its_line_and_the_known_keys(path: Path) -> None:
    told = refusal_of_sources(path, GULF + "\n" + RIVER + 'home = "https://riverpost.example/"\n')
    known = "name, url, language, screen, feeds, sitemaps, listings"
    assert told == f'seeds.toml:8: unknown key "home"; a source has {known}'


def test_a_mistake_is_looked_for_in_its_own_block(path: Path) -> None:
    assert refusal_of_sources(path, GULF + "\n" + RIVER.replace('"River Post"', "5")).startswith("seeds.toml:6: name")


def test_the_line_of_a_misspelt_key_is_not_that_of_a_longer_one(path: Path) -> None:
    told = refusal_of_sources(path, GULF + 'feeds = ["https://gulfwire.example/f"]\nfeed = "x"\n')
    assert told.startswith('seeds.toml:5: unknown key "feed"')


@pytest.mark.parametrize("odd", ["\u2028", "\u0085"])
def test_line_breaks_that_no_editor_shows_do_not_move_the_lines(path: Path, odd: str) -> None:
    assert refusal_of_sources(path, f"# a{odd}b\n{GULF}bad = 1\n").startswith('seeds.toml:5: unknown key "bad"')


def test_a_block_that_is_commented_out_does_not_move_the_lines(path: Path) -> None:
    told = refusal_of_sources(path, '# [[source]]\n# name = "Old"\n' + GULF + RIVER.replace("https://", "ftp://"))
    assert told == 'seeds.toml:8: "ftp://riverpost.example/" is not an http or https address'


def test_a_key_outside_of_all_blocks_is_refused_with_its_line(path: Path) -> None:
    assert refusal_of_sources(path, "# ours\nproxy = 1\n" + GULF).startswith('seeds.toml:2: unknown key "proxy"')


def test_a_misspelt_block_is_refused(path: Path) -> None:
    assert refusal_of_sources(path, GULF.replace("source", "sources")).startswith('seeds.toml:1: unknown key "sources"')


@pytest.mark.parametrize("key", ["name", "url"])
def test_a_source_without_name_or_address_is_refused_at_its_block(path: Path, key: str) -> None:
    lines = [line for line in RIVER.splitlines() if not line.startswith(key)]
    assert refusal_of_sources(path, GULF + "\n" + "\n".join(lines)) == f"seeds.toml:5: this source has no {key}"


@pytest.mark.parametrize("value", ['""', '"  "', "5", "[]", "{a = 1}"])
def test_a_name_must_be_a_text(path: Path, value: str) -> None:
    told = refusal_of_sources(path, GULF.replace('"Gulf Wire"', value))
    assert told == "seeds.toml:2: name must be a text in quotes"


@pytest.mark.parametrize("name", ["Gulf\\nWire", "Gulf\\u0000Wire", "Gulf\\tWire"])
def test_a_name_is_one_line(path: Path, name: str) -> None:
    told = refusal_of_sources(path, GULF.replace("Gulf Wire", name))
    assert told == "seeds.toml:2: name must be one line without control characters"


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000], ids=["depth", "digits"])
def test_a_value_beyond_reason_is_refused_in_words(path: Path, value: str) -> None:
    assert ": not valid TOML: " in refusal_of_sources(path, f"{GULF}x = {value}\n")
    assert ": not valid TOML: " in refusal_of_watchlist(path, f"{WATCHLIST}x = {value}\n")


@pytest.mark.parametrize("value", ['"https://gulfwire.example/feed.xml"', "[5]", "5", "{a = 1}"])
def test_feeds_must_be_a_list_of_addresses(path: Path, value: str) -> None:
    assert refusal_of_sources(path, f"{GULF}feeds = {value}\n").startswith("seeds.toml:4: feeds must be a list")


@pytest.mark.parametrize("key", ["feeds", "sitemaps", "listings"])
def test_an_address_in_a_list_must_be_a_web_address(path: Path, key: str) -> None:
    told = refusal_of_sources(path, f'{GULF}{key} = ["https://gulfwire.example/a", "/feed.xml"]\n')
    assert told == 'seeds.toml:4: "/feed.xml" is not an http or https address'


@pytest.mark.parametrize(
    "url",
    [
        "gulfwire.example",
        "//gulfwire.example/",
        "ftp://gulfwire.example/",
        "javascript:void(0)",
        "mailto:desk@gulfwire.example",
        "https:gulfwire.example",
        "https://",
        "https:///news",
        "https://gulf wire.example/",
        " https://gulfwire.example/",
        "https://gulfwire.example/\n",
        "https://[::1/",
        "https://gulfwire.example:99999/",
        "https://gulfwire.example:x/",
        "https://gulfwire.example:0/",
        "",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    assert not is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://gulfwire.example/",
        "http://gulfwire.example",
        "HTTPS://Gulfwire.Example/",
        "https://gulfwire.example:8443/news?section=1#top",
        "https://новини.example/сьогодні",
        "http://[::1]:8080/",
    ],
)
def test_what_is_a_web_address(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize("again", ["Gulf Wire", " Gulf Wire "])
def test_a_name_can_be_given_once(path: Path, again: str) -> None:
    told = refusal_of_sources(path, GULF + RIVER.replace("River Post", again))
    assert told == 'seeds.toml:4: the name "Gulf Wire" is taken by an earlier block'


@pytest.mark.parametrize(
    "source",
    [
        Source("Gulf Wire", "https://gulfwire.example/"),
        Source("Ранок", "https://ranok.example/", language="uk"),
        Source('The "Free" Post \\ Kyiv', "https://post.example/", feeds=("https://post.example/a",)),
        Source(
            "Ранок",
            "https://ranok.example/",
            sitemaps=("https://ranok.example/1.xml", "https://ranok.example/2.xml"),
            listings=("https://ranok.example/news",),
        ),
    ],
    ids=["home-page-only", "language", "quotes-and-backslash", "several-ways-in"],
)
def test_a_written_block_reads_back_as_the_same_source(path: Path, source: Source) -> None:
    assert sources_of(path, source_block(source)) == [source]


def test_a_watchlist_is_read_with_its_terms_and_rule(path: Path) -> None:
    watchlist = watchlist_of(path, WATCHLIST + '[terms.uk]\nact = ["удар"]\n')
    assert watchlist.name == "attacks"
    assert [rule.text for rule in watchlist.rules] == ["act and weapon"]
    assert watchlist.terms == {"en": {"act": ("hit", "struck"), "weapon": ("drone",)}, "uk": {"act": ("удар",)}}


def test_a_watchlist_without_a_name_is_called_after_its_file(path: Path) -> None:
    assert watchlist_of(path, WATCHLIST.replace('name = "attacks"\n', "")).name == "seeds"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rule = ["act and weapon"]', "", "seeds.toml:1: rule must be a list"),
        ('["act and weapon"]', '"act and weapon"', "seeds.toml:2: rule must be a list"),
        ('["act and weapon"]', "[]", "seeds.toml:2: rule must be a list"),
        ('["act and weapon"]', "[5]", "seeds.toml:2: rule must be a list"),
        ("act and weapon", "act and wepon", 'seeds.toml:2: the rule names "wepon", but no language has terms for it'),
        ("act and weapon", "act and", 'seeds.toml:2: "act and" is not a rule'),
        ("act and weapon", "act & weapon", 'seeds.toml:2: "act & weapon" may hold only concept names'),
        ('["act and weapon"]', '[\n  "act",\n  "act or (weapon",\n]', 'seeds.toml:4: "act or (weapon" is not a rule'),
        (
            "name =",
            "title =",
            'seeds.toml:1: unknown key "title"; use name, about, rule, report, context, model, terms',
        ),
        ("[terms.en]", "[terms.english]", 'seeds.toml:3: "english" is not a language block like [terms.en]'),
        ("[terms.en]", "[terms.ua]", 'seeds.toml:3: "ua" is not the code of a language; codes are of ISO 639-1'),
        ("[terms.en]", "[terms.ukr]", 'seeds.toml:3: "ukr" is not the code of a language; write uk'),
        ("[terms.en]", "[terms]", '"act" is not a language block like [terms.en]'),
        ('["hit", "struck"]', '"hit"', "seeds.toml:4: act must be a list of terms"),
        ('["drone"]', '["drone", " "]', "seeds.toml:5: weapon must be a list of terms"),
        ('["drone"]', "[5]", "seeds.toml:5: weapon must be a list of terms"),
        ("[terms.en]", "[terms.en", "seeds.toml:3: not valid TOML: "),
        ("[terms.en]", 'model = "nowhere.toml"\n[terms.en]', "seeds.toml:3: model must name a file beside this one"),
        ("[terms.en]", f'model = "{"m" * 300}"\n[terms.en]', "seeds.toml:3: model must name a file beside this one"),
    ],
)
def test_a_mistake_in_a_watchlist_is_told_with_its_line(path: Path, old: str, new: str, told: str) -> None:
    assert told in refusal_of_watchlist(path, WATCHLIST.replace(old, new))


def test_a_mistake_in_the_second_language_is_not_sought_in_the_first(path: Path) -> None:
    told = refusal_of_watchlist(path, WATCHLIST + '\n[terms.fr]\nact = ["frappe"]\nweapon = "drone"\n')
    assert told.startswith("seeds.toml:9: weapon must be a list of terms")


def test_a_rule_may_name_a_concept_of_any_language(path: Path) -> None:
    watchlist = watchlist_of(path, WATCHLIST.replace("act and weapon", "act and victim") + '[terms.fr]\nvictim = ["x"]')
    assert watchlist.rules[0].concepts() == {"act", "victim"}


@pytest.mark.parametrize("text", ["", 'rule = ["act"]\n', "terms = {}\n", "terms = 5\n"])
def test_a_watchlist_without_terms_is_refused_with_what_to_add(path: Path, text: str) -> None:
    assert refusal_of_watchlist(path, text) == "seeds.toml: has no terms: add a block like [terms.en]"


def test_the_corpus_is_the_text_files_of_a_folder_by_name(tmp_path: Path) -> None:
    for name in ("020_b.txt", "010_a.txt", "notes.md"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "030_folder.txt").mkdir()
    assert [file.name for file in corpus_files(tmp_path)] == ["010_a.txt", "020_b.txt"]


def test_a_missing_corpus_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no such folder; name the folder that holds the seed documents"):
        corpus_files(tmp_path / "corpus")


def test_a_document_is_read_without_its_byte_order_mark(path: Path) -> None:
    path.write_bytes("\ufeffУдар по складу\n".encode())
    assert read_document(path) == "Удар по складу\n"


def test_a_binary_file_is_no_document(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")
    with pytest.raises(BadInput, match="is not a text file: it holds NUL bytes"):
        read_document(path)


def test_a_refusal_survives_the_way_between_processes() -> None:
    refused = pickle.loads(pickle.dumps(BadInput("sources.toml:3", "is wrong")))  # noqa: S301 - our own bytes
    assert (str(refused), refused.place, refused.exit_code) == ("sources.toml:3: is wrong", "sources.toml:3", 2)
    assert pickle.loads(pickle.dumps(DatabaseRefused("news.db", "is foreign"))).exit_code == 5  # noqa: S301


# Pieces of the two files, so that a chance text gets further than its first character.
PIECES = st.sampled_from(
    [
        *("[[source]]", "[source]", "source", "name", "url", "feeds", "rule", "terms", "[terms.en]", "act", "x"),
        *("=", ".", ",", "[", "]", "{", "}", '"', "'", '"""', "\n", "\r\n", " ", "#", "\\", "1", "true", "1979-05-27"),
        *('"https://gulfwire.example/"', '"act and x"', '["act"]', '["https://gulfwire.example/"]', '"Gulf Wire"', "ї"),
        *("[" * 5000, "9" * 5000, "\u2028", '"a\\nb"', '"https://gulfwire.example:99999/"'),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)).map(str.encode)
FILES = st.one_of(TEXTS, st.binary(max_size=60))


@given(body=FILES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_file_is_a_source_list_or_is_refused(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(body)
    try:
        assert all(isinstance(source, Source) for source in read_sources(path))
    except BadInput as refused:
        assert str(refused).startswith(str(path))


@given(body=FILES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_file_is_a_watchlist_or_is_refused(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(body)
    try:
        assert read_watchlist(path).rules
    except BadInput as refused:
        assert str(refused).startswith(str(path))
