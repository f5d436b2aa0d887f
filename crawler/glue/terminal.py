"""What is shown to a person. A title, a name or an address may hold anything: nothing of it moves the cursor, changes
a colour, names the window or is taken for markup."""

from __future__ import annotations

import json
import os
import sys

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

# The control characters of ASCII and of Latin-1, which terminals obey, and those that turn the reading direction over;
# tab and newline are text. Each is shown as the sign for a character that cannot be shown.
CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E]
FILE_COLUMNS = 160  # of a file or a pipe, which has no width of its own
HARMLESS = {code: "\ufffd" for code in CONTROLS if chr(code) not in "\t\n"}


def harmless(text: str) -> str:
    """A text that a terminal only shows."""
    return text.translate(HARMLESS)


class _Harmless:
    """Renders what it holds without anything that a terminal obeys, but for rich's own styles."""

    def __init__(self, held: ConsoleRenderable) -> None:
        self.held = held

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.held, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)


class _HarmlessOnly(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Harmless(renderable) for renderable in renderables]


def console(*, stderr: bool = False) -> Console:
    """The terminal. What comes from a page or a list is never taken for markup, nor obeyed."""
    made = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made = Console(stderr=stderr, markup=False, emoji=False, highlight=False, width=FILE_COLUMNS)
    made.push_render_hook(_HarmlessOnly())
    return made


def say(*lines: str) -> None:
    """Lines for the person at the terminal, or for cron's mail."""
    for line in lines:
        print(harmless(line), file=sys.stderr)


def tell_json(facts: object) -> None:
    """Facts for a program, which a person may look at too: control characters are escaped as JSON allows."""
    told = json.dumps(facts, ensure_ascii=False, indent=2)
    print(told.translate({code: f"\\u{code:04x}" for code in HARMLESS}))


def size(count: int) -> str:
    """A number of bytes for a person."""
    return f"{count / 1e6:,.1f} MB" if count >= 1e5 else f"{count:,} bytes"


def counted(number: int, one: str, many: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {one if number == 1 else many}"
