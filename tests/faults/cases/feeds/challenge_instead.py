"""A bot challenge stands before the feed, with status 200."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {
    FEED: answer("<html><head><title>Just a moment...</title><script>window._cf_chl_opt={};</script></head></html>")
}
EXPECTED = {FEED: troubled("challenge|HTML page")}
