"""The gzipped sitemap unpacks to a gigabyte."""

from tests.faults.answers import answer, gzip_bomb, of_path
from tests.faults.expected import troubled
from tests.faults.story import SITEMAP

ROUTES = {SITEMAP: of_path(lambda _path: answer(gzip_bomb(1000, b"<urlset>"), "application/x-gzip"))}
EXPECTED = {SITEMAP: troubled("unpacks|large")}
