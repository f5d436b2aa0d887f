"""What looks like chrome and is an author's: it stays, whatever a theme calls it."""

from __future__ import annotations

import pytest

from tests.pages import HEADING, STORY, article_of, lines_of, paragraphs

LEAD, SECOND, THIRD, LAST = STORY
DEAD = ("Amir Salim, fisherman from Port Amber", "Nora Vale, teacher of the harbour school")


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="modal-body">{HEADING}{paragraphs(*STORY)}</div>',
        f'{HEADING}<div class="cmp-container"><div class="cmp-text">{paragraphs(*STORY)}</div></div>',
        f'{HEADING}<div class="entry-content lightbox-gallery">{paragraphs(*STORY)}</div>',
        f"{HEADING}<p><img src='a.jpg'><span>{LEAD}</span></p>{paragraphs(SECOND, THIRD, LAST)}",
        f"{HEADING}{paragraphs(LEAD)}<div class='box'><p>{SECOND}</p><img src='a.jpg'></div>{paragraphs(THIRD, LAST)}",
        f"{HEADING}<figure><img src='a.jpg'></figure><p class='has-drop-cap'>{LEAD}</p>{paragraphs(*STORY[1:])}",
        f"{HEADING}<p class='article-caption'>{LEAD}</p>{paragraphs(*STORY[1:])}",
        f"{HEADING}{paragraphs(LEAD, SECOND)}<div class='hidden md:block'>{paragraphs(THIRD)}</div>{paragraphs(LAST)}",
    ],
)
def test_no_name_and_no_picture_takes_a_sentence(body: str) -> None:
    assert lines_of(f"<article>{body}</article>") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "The army made no comments.",
        "Earlier: two shells fell on the old pier and killed a guard.",
        "More than a hundred men had to sign up for night watches in a Telegram group of the village.",
        "Sign up for our newsletter, the message said, and a week later his account was empty.",
    ],
)
def test_a_sentence_with_a_label_in_it_stays(line: str) -> None:
    assert lines_of(f"<article>{HEADING}{paragraphs(LEAD, SECOND, THIRD, line, LAST)}</article>")[3] == line


def test_names_above_a_share_row_are_the_authors() -> None:
    rows = paragraphs(*DEAD, "Facebook Twitter")
    assert lines_of(f"<article>{HEADING}{paragraphs(*STORY)}{rows}</article>") == [*STORY, *DEAD]


def test_a_word_within_a_paragraph_never_goes_by_its_class() -> None:
    body = "<p>A <span class='popup'>loitering munition</span> fell on the old pier at noon.</p>"
    assert (
        lines_of(f"<article>{HEADING}{body}{paragraphs(*STORY)}</article>")[0]
        == "A loitering munition fell on the old pier at noon."
    )


def test_a_toll_keeps_its_table_whatever_its_class() -> None:
    rows = "<tr><th>Quarter</th><th>Dead</th></tr><tr><td>Mole</td><td>4</td></tr><tr><td>Mill</td><td>2</td></tr>"
    text = article_of(
        f"<article>{HEADING}{paragraphs(LEAD, SECOND)}<table class='caption-bottom'>{rows}</table>"
        f"{paragraphs(THIRD, LAST)}</article>"
    ).text
    assert "Mole 4" in text
    assert "Mill 2" in text


def test_a_language_without_spaces_has_its_flash() -> None:
    line = "十二日夜，两枚炮弹落在旧港码头，三名渔民受伤，警方封锁了周边道路。"
    assert line in lines_of(f"<article>{paragraphs(line)}</article>")
