"""A class or id is read as the words that it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.reading import names as known
from crawler.reading.names import MAX_NAME_CHARS, STATE_WORDS, names_of


def names_in(attribute: str) -> frozenset[str]:
    """The words of a block with this class."""
    return names_of(html.Element("div", {"class": attribute}))


@pytest.mark.parametrize(
    "spelling", ["related-posts", "related_posts", "related--posts", "relatedPosts", "RelatedPosts", "RELATED-POSTS"]
)
def test_a_name_has_the_same_words_in_every_spelling(spelling: str) -> None:
    assert names_in(spelling) == {"related", "posts", "relatedposts"}


def test_neighbours_count_as_one_word_and_others_do_not() -> None:
    assert names_in("td-author-box") == {"td", "author", "box", "tdauthor", "authorbox", "tdauthorbox"}


def test_each_name_of_a_class_stands_for_itself() -> None:
    assert names_in("author box") == {"author", "box"}


def test_an_id_names_a_block_like_a_class() -> None:
    block = html.Element("div", {"id": "side-bar", "class": "grey"})
    assert names_of(block) == {"grey", "side", "bar", "sidebar"}


@pytest.mark.parametrize("attribute", ["has-sidebar", "with_sidebar", "noSidebar", "sidebar-disabled", "is-sidebar"])
def test_a_state_is_no_name(attribute: str) -> None:
    assert names_in(attribute) == set()
    assert names_in(f"{attribute} story") == {"story"}


@pytest.mark.parametrize("attribute", ["", " ", "---", "_"])
def test_an_attribute_without_words_names_nothing(attribute: str) -> None:
    assert names_in(attribute) <= {""}


def test_a_block_without_class_and_id_has_no_names() -> None:
    assert names_of(html.Element("div")) == frozenset()


def test_a_style_sheet_in_a_class_is_read_to_a_bound() -> None:
    assert "sidebar" not in names_in(f"{'x' * MAX_NAME_CHARS} sidebar")


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from("story text left wide td post author box".split()), min_size=1, max_size=5))
def test_every_word_of_a_name_is_found_however_they_are_joined(words: list[str]) -> None:
    camel = words[0] + "".join(word.title() for word in words[1:])
    for name in ("-".join(words), "_".join(words), camel):
        assert names_in(name) >= {*words, "".join(words)}


@pytest.mark.parametrize(
    "list_name", [name for name in dir(known) if name.endswith("_NAMES") and name != "HIDING_NAMES"]
)
def test_every_known_name_can_be_found(list_name: str) -> None:
    """A name in another case, or with a state in it, would never be."""
    for name in getattr(known, list_name):
        assert name in names_in(name)
        assert name not in STATE_WORDS
