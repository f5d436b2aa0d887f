"""A press of any size: articles made from templates over invented incidents. About half report an attack; some of these
repeat another site's report, word for word or shortened, and a few stand at two addresses of their site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.press.newsdays import AFTER, START, filled
from tests.press.sites import Article, Site

NAMES = [f"{place} {kind}" for kind in ("Post", "Courier") for place in ("Amber", "Dune", "Firth", "Glen", "Holm")]
THEMES = ("agency", "wordpress", "newsmag", "modern", "drupal", "portal")
WAYS = ("rss", "atom", "sitemap-index", "listing")
REPORTS, COPIES, TWINS = 0.5, 0.2, 0.02  # of all articles; of the reports; of the reports
PLACES = [
    f"{begins}{ends}"
    for begins in "Amber Brack Cinder Dun East Fallow Grim Harrow Iron Juniper Kings Lang Mill North Oak".split()
    for ends in "field port hall marsh wick mere by gate bridge haven".split()
]
QUIET_TITLES = (
    "Gardeners of {place} show {n} kinds of apples at the autumn fair",
    "Choir of {place} sings in {place} for its jubilee of {n} years",
    "{place} beat {place} in a match that {n} people saw in the rain",
    "Library of {place} lends out {n} musical instruments since the spring",
    "Bakers of {place} raise the price of bread by {n} per cent",
)
QUIET = (
    "The hall in {place} was full, and {n} chairs were brought from the school next door",
    "Tickets cost {n} crowns, and pupils of {place} came in without paying",
    "The mayor of {place} thanked {n} volunteers, who had worked for {n} days",
    "Next year the fair moves to {place}, where there is room for {n} guests",
    "Rain fell from noon on, and {n} visitors waited under the trees of the park",
    "An exhibition of {n} photographs about the river stays open until the winter",
    "The oldest guest, a teacher from {place}, had come by bicycle, {n} kilometres",
    "A recipe with {n} grams of flour is printed in the booklet of the society",
)


def many(articles: int, seed: int = 1) -> list[Site]:
    """The sites of a press with so many articles; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - the same every time
    written: list[list[Article]] = [[] for _ in NAMES]
    reports: list[tuple[str, Article]] = []
    for number in range(articles):
        name, own = NAMES[number % len(NAMES)], written[number % len(NAMES)]
        others = [report for site, report in reports[-200:] if site != name]
        if random.random() >= REPORTS:
            own.append(_article(number, random, QUIET_TITLES, random.sample(QUIET, 6)))
        elif others and random.random() < COPIES:
            own.append(_repeated(number, random.choice(others), random.choice((3, 6))))
        elif own and random.random() < TWINS:
            own.append(_repeated(number, random.choice(own), 6))
        else:
            lines = ["{weapon} struck {hit} in {place}, killing {n} people, {voice} said", *random.sample(AFTER, 5)]
            own.append(_article(number, random, ["{weapon} strike {hit} in {place}"], lines))
            reports.append((name, own[-1]))
    return [_site(place, tuple(those)) for place, those in enumerate(written) if those]


def _site(place: int, articles: tuple[Article, ...]) -> Site:
    name = NAMES[place]
    return Site(
        name=name,
        host=f"{name.replace(' ', '').lower()}.example",
        language="en",
        slogan=f"The {name}, read in every valley since the first bridge was built",
        categories=("News", "World", "Places", "Letters"),
        theme=THEMES[place % len(THEMES)],
        way=WAYS[place % len(WAYS)],
        charset="utf-8",
        articles=articles,
    )


def _article(number: int, random: Random, titles: Sequence[str], lines: Sequence[str]) -> Article:
    def text(clause: str) -> str:
        words = filled(clause, random, PLACES)
        return words[0].upper() + words[1:]

    return Article(
        id=str(number),
        path=f"/2024/01/story-number-{number}",
        kind="report",
        incident="",
        copy_of="",
        relevant=titles is not QUIET_TITLES,
        published=(START + timedelta(minutes=7 * number)).isoformat(),
        author="",
        title=text(random.choice(titles)),
        why="",
        language="en",
        paragraphs=tuple(text(line) + "." for line in lines),
    )


def _repeated(number: int, report: Article, paragraphs: int) -> Article:
    """A later article with the first paragraphs of a report."""
    path, published = f"/2024/01/story-number-{number}", (START + timedelta(minutes=7 * number)).isoformat()
    first = report.paragraphs[:paragraphs]
    return replace(report, id=str(number), path=path, published=published, copy_of=report.id, paragraphs=first)
