"""Entities that unfold to gigabytes (a billion laughs) stand in a title."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, LAUGHS, STORY, item, root_of, rss

BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [{LAUGHS}]>'
FILLED = rss(item(root_of(__name__) + STORY, title="TITLE")).partition("?>")[2].replace("TITLE", "&l11;")
ROUTES = {FEED: answer(BOMB + FILLED, RSS)}
EXPECTED = {STORY: kept(without="laughlaugh")}
