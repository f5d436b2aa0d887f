"""The robots.txt announces ten thousand sitemaps, all of them gone."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import kept
from tests.faults.story import ENGLISH, HOME, ROBOTS, STORY, page, root_of

ROOT = root_of(__name__)
LINES = "".join(f"Sitemap: {ROOT}/gone-{n}.xml\n" for n in range(10_000))
ROUTES = {
    ROBOTS: answer(f"User-agent: *\nAllow: /\n{LINES}", TEXT),
    HOME: answer(f'<a href="{STORY}">{ENGLISH.title}</a>'),
    STORY: answer(page()),
}
EXPECTED = {STORY: kept()}
