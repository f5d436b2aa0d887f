"""No exception escapes from what parses foreign bytes; `make fuzz` tries for longer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.fuzzing import fuzz, replay
from tests.fuzz.targets import TARGETS

SLOW = {"pages": 20, "json-ld": 40, "documents": 40, "listings": 60, "feeds": 100, "compressed": 100}
INPUTS = 200


@pytest.mark.parametrize("name", TARGETS)
def test_no_exception_escapes_whatever_the_bytes(name: str) -> None:
    assert fuzz(TARGETS[name], range(SLOW.get(name, INPUTS))) == []


def test_what_escapes_is_kept_once_as_a_small_input_that_shows_it_again() -> None:
    def broken(data: bytes) -> None:
        if b"<" in data:
            raise KeyError("x")

    target = replace(TARGETS["feeds"], run=broken)
    (escaped,) = fuzz(target, range(50))
    assert escaped.error.startswith("KeyError at ")
    assert escaped.data == b"<"
    assert replay(target, escaped.data) == escaped.error
    assert replay(target, b"x") is None


def test_an_input_that_takes_too_long_is_an_escape() -> None:
    def hangs(_data: bytes) -> None:
        while True:
            pass

    error = replay(replace(TARGETS["feeds"], run=hangs, seconds=0.01), b"")
    assert error is not None
    assert error.startswith("TooSlow")


def test_the_command_tells_of_each_parser_what_was_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("logging.disable", lambda _level: None)
    monkeypatch.setattr("sys.argv", ["fuzz", "--minutes", "0.002", "dates"])
    assert main() == 0
    assert re.search(r"dates +[\d,]+ inputs in \d+ s, 0 broke it", capsys.readouterr().out)
