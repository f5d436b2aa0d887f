"""The faults: one small file each, in cases/AREA/NAME.py, on a host of its own: NAME.AREA.fault.example.

A file says what is wrong (its docstring), what the host answers (ROUTES, by path; one that ends with * is a beginning)
and what the database must say afterwards (EXPECTED, by path or whole address). What a host does not answer itself
is healthy: a robots.txt that allows all, a feed with one entry, and the story that it leads to. A fault of a sitemap
or a home page is one that answers it: its source is then listed with that way in."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from tests.faults.answers import TEXT, Routes, answer
from tests.faults.expected import Expected
from tests.faults.story import FEED, HOME, ROBOTS, SITEMAP, STORY, feed_of, page, root_of

CASES = Path(__file__).parent / "cases"
ALLOWS_ALL = answer("User-agent: *\nAllow: /\n", TEXT)


@dataclass(frozen=True)
class Fault:
    """One fault; addresses are whole."""

    name: str  # AREA/NAME
    about: str
    root: str
    way_in: str  # the path of the way in that its source lists; HOME lists none
    routes: Routes = field(repr=False)
    expected: dict[str, Expected]

    @property
    def host(self) -> str:
        """The fault's own host."""
        return self.root.removeprefix("http://")

    @property
    def source_block(self) -> str:
        """The fault's host as a block of the source list."""
        listed = {SITEMAP: "sitemaps", FEED: "feeds"}.get(self.way_in)
        line = f'{listed} = ["{self.root}{self.way_in}"]\n' if listed else ""
        return f'[[source]]\nname = "{self.name}"\nurl = "{self.root}/"\n{line}'


def faults(names: Iterable[str] = ()) -> list[Fault]:
    """All faults, or those whose name begins with one of these, in the order of their names."""
    wanted = tuple(names)
    found = (path.relative_to(CASES).with_suffix("").as_posix() for path in sorted(CASES.rglob("*.py")))
    return [_fault(name) for name in found if not wanted or name.startswith(wanted)]


def _fault(name: str) -> Fault:
    case = importlib.import_module(f"tests.faults.cases.{name.replace('/', '.')}")
    root = root_of(case.__name__)
    way_in = next((path for path in (SITEMAP, FEED, HOME) if path in case.ROUTES), FEED)
    routes = {ROBOTS: ALLOWS_ALL, STORY: answer(page()), **case.ROUTES}
    if way_in == FEED:
        routes.setdefault(FEED, feed_of(case.__name__, STORY))
    expected = {urljoin(root, address): stated for address, stated in case.EXPECTED.items()}
    routes = {urljoin(root, address): route for address, route in routes.items()}
    return Fault(name, (case.__doc__ or "").strip(), root, way_in, routes, expected)
