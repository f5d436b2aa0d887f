"""Families of articles about invented attacks: an original, its copies, and what only looks like one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "families"
ORIGINAL = "original"
COPIES = frozenset(["edited", "spun", "translated"])


@dataclass(frozen=True)
class Written:
    """An article of a family, and what it is there: the original, one of COPIES, or neither."""

    family: str
    id: str
    role: str
    language: str
    outlet: str
    published: str
    title: str
    text: str = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.family}/{self.id}"

    @property
    def belongs(self) -> bool:
        """Whether it is the original or one of its copies."""
        return self.role == ORIGINAL or self.role in COPIES


def written() -> list[Written]:
    """The articles of all families."""
    return [
        Written(path.stem, **{key: item[key].strip() for key in item if key not in ("of", "change")})
        for path in sorted(FOLDER.glob("*.toml"))
        for item in tomllib.loads(path.read_text("utf-8"))["article"]
    ]
