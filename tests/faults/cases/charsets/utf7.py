"""The header says UTF-7; the page is ASCII but for a script that only UTF-7 would see."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import ENGLISH, STORY, page

ROUTES = {STORY: answer(page(after="<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>"), "text/html; charset=utf-7")}
EXPECTED = {STORY: kept(ENGLISH.paragraphs[1], without="<script")}
