"""One small family of errors. Each says what is wrong and what to do, in one line, and survives pickling."""


class TocsinError(Exception):
    """Anything that stops a command, told to the user as one line. `exit_code` is the command's exit code."""

    exit_code = 1


class BadInput(TocsinError):
    """A file that the user edits is missing or wrong: `place: reason`, where place is FILE or FILE:LINE."""

    exit_code = 2

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class DatabaseRefused(BadInput):
    """The database cannot be used: newer, foreign, damaged or not writable. It was left untouched."""

    exit_code = 5


class Locked(TocsinError):
    """Another run is writing to this database."""

    exit_code = 4


class WriteFailed(TocsinError):
    """The disk or a quota is full, or the disk or another program gets in the way. What was committed stays."""

    exit_code = 7


class Unreadable(TocsinError):
    """A page from which no article can be read; the text is the reason."""
