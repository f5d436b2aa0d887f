"""Rules with wildcards, ends and percent-encodings, and far too many asterisks."""

from tests.faults.answers import TEXT, answer
from tests.faults.expected import ended, kept
from tests.faults.story import FEED, ROBOTS, STORY, feed_of

FORBIDDEN = [
    "/a/private/story-of-the-harbour-1",
    "/story-of-the-harbour.print",
    "/private/story-of-the-harbour",
    "/%D0%BF%D1%80%D0%B8%D0%B2%D0%B0%D1%82/story-of-the-harbour",
]
RULES = (
    f"Disallow: /*/private/\nDisallow: /*.print$\nDisallow: /%70rivate/\nDisallow: /приват/\nDisallow: /{'*a' * 30}$\n"
)
ROUTES = {
    ROBOTS: answer(f"User-agent: *\n{RULES}", TEXT),
    FEED: feed_of(__name__, STORY, *FORBIDDEN),
}
EXPECTED = {STORY: kept(), **{path: ended("forbidden", r"robots\.txt") for path in FORBIDDEN}}
