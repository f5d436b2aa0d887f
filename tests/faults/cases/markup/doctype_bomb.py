"""The page is XHTML with entities that unfold to gigabytes."""

from tests.faults.answers import answer
from tests.faults.expected import kept
from tests.faults.story import LAUGHS, STORY, page

PAGE = page(after="<p>&l11;</p>").removeprefix("<!DOCTYPE html>")
ROUTES = {STORY: answer(f'<?xml version="1.0"?><!DOCTYPE html [{LAUGHS}]>{PAGE}', "application/xhtml+xml")}
EXPECTED = {STORY: kept(without="laughlaugh")}
