"""An index names ten thousand sitemaps that are gone, and the one of the news."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROOT = root_of(__name__)
GONE = (f"{ROOT}/archive-{n}.xml" for n in range(10_000))
ROUTES = {
    SITEMAP: answer(sitemap_index(*GONE, f"{ROOT}/news.xml"), XML),
    "/news.xml": answer(urlset(ROOT + STORY), XML),
}
EXPECTED = {STORY: kept()}
