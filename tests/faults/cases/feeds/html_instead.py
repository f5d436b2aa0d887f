"""A page stands where the feed was."""

from tests.faults.answers import answer
from tests.faults.expected import troubled
from tests.faults.story import FEED

ROUTES = {
    FEED: answer("<!DOCTYPE html><html><head><title>Our new site</title></head><body><p>Welcome</p></body></html>")
}
EXPECTED = {FEED: troubled("HTML page")}
