"""Entities that unfold to gigabytes stand beside a healthy address."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import LAUGHS, SITEMAP, STORY, root_of, urlset

XML_TEXT = urlset(root_of(__name__) + STORY).replace("?>", f"?><!DOCTYPE urlset [{LAUGHS}]>", 1)
ROUTES = {SITEMAP: answer(XML_TEXT.replace("<loc>", "<x>&l11;</x><loc>"), XML)}
EXPECTED = {STORY: kept()}
