"""Lines that a theme prints leave a text by label, position and form; the author's stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.labels import compared
from crawler.reading.lines import is_category_line, is_sentence, strip_chrome
from crawler.records import SITE_LINE, Removed
from tests.pages import STORY, TITLE

FIRST, SECOND, THIRD, FOURTH = STORY


def kept_of(*lines: str, title: str | None = None, authors: tuple[str, ...] = (), site: str | None = None) -> list[str]:
    """The lines that stay."""
    return strip_chrome(lines, title=title, authors=authors, site=site).kept


def reasons_of(*lines: str) -> list[str]:
    """Why lines went."""
    return [removed.reason for removed in strip_chrome(lines).removed]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this article",
        "SHARE:",
        "Facebook",
        "Поділитися",
        "Partager cet article",
        "شارك المقال",
        "Tags: port, war",
        "Теги: порт, війна",
        "Mots-clés : port, guerre",
        "Required fields are marked *",
        "Ваш адрес email не будет опубликован.",
        "Deine E-Mail-Adresse wird nicht veröffentlicht.",
        "Follow us on Telegram",
        "Підписуйтесь на наш Telegram-канал",
        "Bültenimize abone olun",
        "© 2026 Amber Post",
        "All rights reserved.",
        "Усі права захищено.",
        "Read also: Fish is dear this week",
        "Читайте також: Риба подорожчала",
        "Lire aussi : Le poisson est cher",
        "Advertisement",
        "Leave a comment",
        "Politics, World, Sport",
        "Sources: https://one.example/a https://two.example/b",
        "Sources 1/ https://one.example/a 2/ https://two.example/b",
    ],
)
def test_a_label_goes_wherever_it_stands(line: str) -> None:
    for lines in ([line, *STORY], [FIRST, line, *STORY[1:]], [*STORY, line]):
        assert kept_of(*lines) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices of the port company fell by three per cent on Monday.",
        "Share alike, the priest told them.",
        "Facebook said that it had closed nine accounts.",
        "Tags were found in the wreck.",
        "Topics were not agreed upon.",
        "By nightfall the town was quiet again.",
        "Sources said that the shell came from the north.",
        "Source of the fire unknown",
        "Comments were not to be had.",
        "Related by marriage, the two men trusted each other.",
        "Read also what the old harbour master wrote.",
        "Follow us, the officers told the drivers, and the convoy turned back to the bridge.",
        "Sign up for the army or leave the city for good, the posters on all the walls say.",
        "All rights reserved to the harbour by the treaty of 1911 were given up in March without a word.",
        "Автор листа загинув у березні.",
        "Теги знайшли на уламках.",
        "Поділитися хлібом з біженцями просить громада.",
        "Источники в штабе это отрицают.",
        "Поделиться водой никто не отказался.",
        "Par la fenêtre, il a vu la fumée.",
        "Sources concordantes : personne n'est mort.",
        "Von Norden kam der zweite Schuss.",
        "Teilen der Stadt fehlt noch immer der Strom.",
        "المصادر لم تؤكد الخبر.",
        "كتب الضابط رسالة إلى أهله.",
        "Haber alınamayan üç balıkçı aranıyor.",
        "No, he said.",
        "Why?",
        "12 houses burned",
        "* * *",
        "— Nobody knows, said the mayor.",
    ],
)
def test_a_line_of_the_author_stays_within_a_text(line: str) -> None:
    assert kept_of(FIRST, SECOND, line, THIRD) == [FIRST, SECOND, line, THIRD]


@pytest.mark.parametrize("line", ["What the army says", "Baghdad – AFP", "11.03.2026", "By Nora Vale", "World"])
def test_what_only_its_place_makes_chrome_stays_within_a_text(line: str) -> None:
    assert kept_of(FIRST, SECOND, line, THIRD) == [FIRST, SECOND, line, THIRD]


@pytest.mark.parametrize("line", ["Comments", "Leave a Reply", "коментарі", "Commentaires", "التعليقات"])
def test_everything_behind_the_heading_of_the_comment_form_goes(line: str) -> None:
    assert kept_of(*STORY, line, "Again? When will this end?", "Name") == list(STORY)


def test_the_heading_of_a_comment_form_above_the_text_takes_only_itself() -> None:
    assert kept_of("Comments", *STORY) == list(STORY)


def test_what_went_with_the_comment_form_is_told() -> None:
    assert reasons_of(*STORY, "Comments", "When will this end?") == ["comment form", "comment form"]


def test_the_header_of_a_site_goes_with_its_slogan_and_menu() -> None:
    head = ["Amber Post", "Reported first, checked twice", "News, World, Sport"]
    assert kept_of(*head, TITLE, *STORY) == [TITLE, *STORY]


def test_a_menu_with_a_line_for_each_section_goes() -> None:
    assert kept_of("Amber Post", "Home", "News", "World", "Sport", TITLE, *STORY) == [TITLE, *STORY]


def test_the_words_of_the_pages_own_menu_make_a_category_line() -> None:
    found = strip_chrome(["Harbour, Islands", TITLE, *STORY], menu=frozenset(["harbour", "islands"]))
    assert found.kept == [TITLE, *STORY]


def test_sections_below_the_first_sentence_take_nothing_above_them() -> None:
    assert kept_of(FIRST, "World", *STORY[1:]) == [FIRST, "World", *STORY[1:]]


def test_a_headline_under_a_lead_to_another_story_goes_with_it() -> None:
    assert kept_of(FIRST, "Read also", "Fish is dear this week", *STORY[1:]) == list(STORY)


def test_a_sentence_under_a_lead_to_another_story_stays() -> None:
    assert kept_of(FIRST, "Read also", *STORY[1:]) == list(STORY)


def test_a_box_goes_with_its_headlines_and_ends_at_the_first_sentence() -> None:
    assert kept_of(FIRST, "Most read", "Fish is dear", "Rain tonight", *STORY[1:]) == list(STORY)


def test_headlines_behind_a_share_row_at_the_end_go() -> None:
    assert kept_of(*STORY, "Share", "Fish is dear this week", "Rain tonight") == list(STORY)


def test_headlines_at_the_end_stay_where_nothing_tells_them_from_the_authors_list() -> None:
    assert kept_of(*STORY, "Amir Salim, 42", "Huda Salim, 7") == [*STORY, "Amir Salim, 42", "Huda Salim, 7"]


def test_the_title_goes_from_the_top_of_a_text() -> None:
    assert kept_of(TITLE.upper(), *STORY, title=TITLE) == list(STORY)


def test_the_title_stays_where_it_is_all_there_is() -> None:
    assert kept_of("Three dead in Amber blast.", title="Three dead in Amber blast") == ["Three dead in Amber blast."]


def test_a_date_stamp_at_the_top_goes_and_dates_the_text() -> None:
    found = strip_chrome(["Last updated: 11.03.2026 05:40", *STORY])
    assert found.kept == list(STORY)
    assert found.stamp is not None
    assert found.stamp.moment == datetime(2026, 3, 11, 5, 40, tzinfo=UTC)


def test_of_two_stamps_the_first_dates_the_text() -> None:
    found = strip_chrome(["11.03.2026", *STORY, "12.03.2026"])
    assert found.kept == list(STORY)
    assert found.stamp is not None
    assert found.stamp.moment.day == 11


@pytest.mark.parametrize(
    "line", ["By Nora Vale", "Nora Vale", "Written by Nora Vale", "Автор: Нора Вейл", "Par N. Vale"]
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_byline_goes_from_either_end(line: str, place: str) -> None:
    lines = [line, *STORY] if place == "top" else [*STORY, line]
    assert kept_of(*lines, authors=("Nora Vale",)) == list(STORY)


def test_a_stamp_with_the_authors_name_goes() -> None:
    assert kept_of("11.03.2026 05:40 - Nora Vale", *STORY, authors=("Nora Vale",)) == list(STORY)


def test_the_name_of_the_site_goes_wherever_it_stands() -> None:
    assert kept_of("AMBER POST", FIRST, "Amber Post", *STORY[1:], site="Amber Post") == list(STORY)


def test_the_credit_of_an_agency_at_the_top_goes() -> None:
    found = strip_chrome(["Baghdad – AFP", *STORY])
    assert found.kept == list(STORY)
    assert found.removed == [Removed("Baghdad – AFP", "credit")]


def test_what_looks_like_a_credit_stays_at_the_end() -> None:
    assert kept_of(*STORY, "Amir Salim – docker") == [*STORY, "Amir Salim – docker"]


def test_a_dateline_that_opens_a_sentence_stays() -> None:
    dateline = f"AMBER, March 11 (Amber Post) — {FIRST}"
    assert kept_of(dateline, SECOND) == [dateline, SECOND]


def test_empty_lines_count_for_nothing() -> None:
    assert kept_of("", FIRST, "   ", SECOND, "\t") == [FIRST, SECOND]


def test_a_text_of_nothing_but_chrome_leaves_nothing() -> None:
    assert kept_of("Share", "Tags: port, war", "© Amber Post") == []


@pytest.mark.parametrize(
    "line", ["He left.", "He left!", "“He left.”", "He left…", "He said:", "غادر؟", "وہ گیا۔", "他走了。", "(He left.)"]
)
def test_what_closes_like_a_sentence_is_one(line: str) -> None:
    assert is_sentence(line)


@pytest.mark.parametrize("line", ["He left", "Fish is dear this week", "Baghdad – AFP", "12", "", "U.S. and them"])
def test_what_does_not_close_is_no_sentence(line: str) -> None:
    assert not is_sentence(line)


@pytest.mark.parametrize("line", ["Politics, World", "News | Sport", "Home / World / Amber", "Новини, Політика, Порт"])
def test_a_list_of_mostly_known_sections_is_a_category_line(line: str) -> None:
    assert is_category_line(line)


@pytest.mark.parametrize(
    "line", ["World", "Amber, Long Ferry, World", "Politics, World.", "The world of sport and of the war, Politics"]
)
def test_a_single_name_a_sentence_or_other_names_are_no_category_line(line: str) -> None:
    assert not is_category_line(line)


SCRAPS = st.sampled_from(
    [
        *("Share", "Comments", "Read also", "Most read", "News", "Tags: a", "11.03.2026", "By Nora Vale", "", "  "),
        *("Baghdad – AFP", "© x", "Sources: https://x.example", "A headline here", TITLE, *STORY),
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(SCRAPS, max_size=14))
def test_every_line_is_either_kept_in_order_or_told_as_removed(lines: list[str]) -> None:
    found = strip_chrome(lines, title=TITLE, authors=("Nora Vale",), site="Amber Post")
    given_lines = [line for line in lines if line.strip()]
    assert sorted([*found.kept, *(removed.line for removed in found.removed)]) == sorted(given_lines)
    rest = iter(given_lines)
    assert all(line in rest for line in found.kept)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(SCRAPS, max_size=14))
def test_the_sentences_of_a_story_survive_any_company_but_a_comment_form(company: list[str]) -> None:
    lines = [*STORY, *(line for line in company if line != "Comments" and line not in STORY)]
    assert [line for line in kept_of(*lines) if line in STORY] == list(STORY)


def test_an_author_may_write_of_people_who_sign_up_and_the_site_may_not_ask_to() -> None:
    said = "Sign up for service before the frost comes, the general said."
    assert kept_of(*STORY, said) == [*STORY, said]
    assert kept_of(*STORY, "Sign up for our newsletter and never miss a story.") == list(STORY)


# --- The header ends at the headline


def test_what_stands_above_the_headline_goes() -> None:
    head = ["AP-4711", "Amber Post", "Your paper on the coast", "urgent"]
    found = strip_chrome([*head, TITLE, *STORY], title=TITLE)
    assert found.kept == list(STORY)
    assert [removed.line for removed in found.removed if removed.reason == "site header"] == head


def test_a_paragraph_above_the_headline_is_the_authors_with_all_around_it() -> None:
    lines = ["The coast at war", FIRST, TITLE, SECOND]
    assert kept_of(*lines, title=TITLE) == lines


def test_a_headline_far_below_the_top_ends_no_header() -> None:
    lines = [*("Pier and mole",) * 20, TITLE, FIRST]
    assert kept_of(*lines, title=TITLE) == lines


# --- The title in other words


@pytest.mark.parametrize("line", ["Shell hits harbour of Port Amber", "Port Amber: shell hits the harbour"])
def test_the_title_in_hardly_other_words_goes_from_the_top(line: str) -> None:
    assert kept_of(line, *STORY, title=TITLE) == list(STORY)


def test_a_lead_that_says_more_than_the_title_stays() -> None:
    lead = "A shell hit the harbour of Port Amber at dawn, and the old fish hall lost its roof."
    assert kept_of(lead, *STORY, title=TITLE) == [lead, *STORY]


# --- Sign-offs


@pytest.mark.parametrize("line", ["(red)", "[amber]", "hta/ joz/", "nv/rv", "END", "Ends", "انتهى", "Кінець"])
def test_what_a_desk_signs_a_text_with_goes(line: str) -> None:
    found = strip_chrome([*STORY, line])
    assert found.kept == list(STORY)
    assert found.removed == [Removed(line, "signed by its desk")]


@pytest.mark.parametrize(
    "line", ["(He left.)", "The end of the strike", "Amir Salim", "(seen by three men of the crew)"]
)
def test_last_words_of_an_author_are_no_sign_off(line: str) -> None:
    assert kept_of(*STORY, line) == [*STORY, line]


def test_a_sign_off_stands_at_the_end_and_below_a_sentence() -> None:
    assert kept_of("The dead of the mole", "(Amir, Huda)") == ["The dead of the mole", "(Amir, Huda)"]
    assert kept_of(FIRST, "(red)", SECOND) == [FIRST, "(red)", SECOND]


def test_a_desk_may_sign_twice() -> None:
    assert kept_of(*STORY, "END", "(nv)") == list(STORY)


def test_a_last_line_that_opens_with_the_name_of_the_site_is_its_imprint() -> None:
    assert kept_of(*STORY, "Amber Post, Pier 9, Port Amber", site="Amber Post") == list(STORY)
    said = "Amber Post reporters were on the mole when the second shell fell."
    assert kept_of(*STORY, said, site="Amber Post") == [*STORY, said]


def test_a_sign_off_is_never_all_there_is() -> None:
    assert kept_of("END") == ["END"]


# --- Lines that the site is known to print


def test_a_line_that_the_site_is_known_to_print_goes_wherever_it_stands() -> None:
    known = frozenset(["first at the quay last to leave it"])
    for index in range(len(STORY) + 1):
        lines = [*STORY[:index], "First at the quay – last to leave it!", *STORY[index:]]
        found = strip_chrome(lines, site_lines=known)
        assert found.kept == list(STORY)
        assert [removed.reason for removed in found.removed] == [SITE_LINE]


def test_a_sentence_that_only_holds_a_known_line_stays() -> None:
    said = "“First at the quay, last to leave it,” the captain said."
    assert strip_chrome([*STORY, said], site_lines=frozenset(["first at the quay last to leave it"])).kept[-1] == said


def test_known_lines_are_told_from_what_a_theme_prints_everywhere() -> None:
    """They go first: so a site's page keeps telling on how many pages they stand."""
    found = strip_chrome(["Share", *STORY], site_lines=frozenset(["share"]))
    assert found.removed == [Removed("Share", SITE_LINE)]


# --- What follows a lead to another story


@pytest.mark.parametrize("headline", ["Fish is dear this week", "Fish is dear this week, says the smith."])
def test_a_linked_line_under_a_lead_to_another_story_goes_with_it(headline: str) -> None:
    found = strip_chrome([FIRST, "Read also", headline, SECOND], links=frozenset([compared(headline)]))
    assert found.kept == [FIRST, SECOND]
    assert [removed.reason for removed in found.removed] == ["leads to another story", "headline of another story"]


def test_an_unlinked_line_under_a_lead_to_another_story_stays_on_a_page() -> None:
    lines = [FIRST, "Read also", "What the smith saw", SECOND]
    assert strip_chrome(lines, links=frozenset(["fish is dear this week"])).kept == [
        FIRST,
        "What the smith saw",
        SECOND,
    ]


def test_a_linked_line_stays_where_nothing_leads_to_it() -> None:
    lines = [FIRST, "What the smith saw", SECOND]
    assert strip_chrome(lines, links=frozenset(["what the smith saw"])).kept == lines
