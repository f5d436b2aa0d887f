"""An entity names a file of the crawler's machine, another an address inside."""

from tests.faults.answers import RSS, answer
from tests.faults.expected import kept
from tests.faults.story import FEED, STORY, item, root_of, rss

ENTITIES = '<!ENTITY own SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "http://127.0.0.1/inside">'
FILLED = rss(item(root_of(__name__) + STORY, title="TITLE")).partition("?>")[2].replace("TITLE", "&own;&net;")
ROUTES = {FEED: answer(f'<?xml version="1.0"?><!DOCTYPE rss [{ENTITIES}]>{FILLED}', RSS)}
EXPECTED = {STORY: kept(without="root:")}
