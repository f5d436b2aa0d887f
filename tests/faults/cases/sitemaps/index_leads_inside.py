"""The index names a sitemap on the crawler's own machine."""

from tests.faults.answers import XML, answer
from tests.faults.expected import kept, troubled
from tests.faults.story import SITEMAP, STORY, root_of, sitemap_index, urlset

ROUTES = {
    SITEMAP: answer(sitemap_index("http://127.0.0.1/sitemap.xml", f"{root_of(__name__)}/real.xml"), XML),
    "/real.xml": answer(urlset(root_of(__name__) + STORY), XML),
}
EXPECTED = {STORY: kept(), "http://127.0.0.1/sitemap.xml": troubled("internal|private|own network|not public")}
