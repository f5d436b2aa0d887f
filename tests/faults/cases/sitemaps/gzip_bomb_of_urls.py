"""The gzipped sitemap unpacks to 50 megabytes of empty entries, just within the protocol's bound."""

from tests.faults.answers import answer, gzip_bomb, of_path
from tests.faults.expected import kept
from tests.faults.story import SITEMAP, STORY, root_of, urlset

START = urlset(root_of(__name__) + STORY).removesuffix("</urlset>").encode()
ROUTES = {SITEMAP: of_path(lambda _path: answer(gzip_bomb(50, START, b"<url><loc/></url>"), "application/x-gzip"))}
EXPECTED = {STORY: kept()}
