"""What can go wrong, as one small tree of errors.

    YidiError(ValueError)
    ├── BaseError    the knowledge base cannot be used; carries its findings
    ├── CaseError    a case cannot be read; carries every fault found in it
    ├── ShapesError  shapes cannot be used; carries everything that is wrong with them
    ├── StoreError   a store is away, locked or full, or refuses what it is asked
    └── UsageError   a request that cannot be met, such as an unknown query

Whoever asks a question catches `YidiError`; its text is meant for people, one line a finding or fault.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["BaseError", "CaseError", "Fault", "ShapesError", "StoreError", "UsageError", "YidiError", "one_line"]


def one_line(text: str) -> str:
    """Give text with everything escaped that would break a line or cannot be written."""
    return text if text.isprintable() else repr(text)[1:-1]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a case: where in the case, what, and where in a file if it came from one.

    `path` is dotted as in the case ("visit.hospital.level") and empty when the whole case is meant.
    Lines and columns count from 1.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    source: str | None = None

    def __str__(self) -> str:
        """Give the fault in one line, led by its place in the file where that is known."""
        text = f"{self.path}: {self.message}" if self.path else self.message
        place = [str(part) for part in (self.source, self.line, self.column) if part is not None]
        return f"{':'.join(place)}  error  {text}" if place else text


class YidiError(ValueError):
    """Any of the errors below."""


class BaseError(YidiError):
    """The knowledge base cannot be used; `findings` say why, and each is one line as text."""

    def __init__(self, findings: Iterable[object]) -> None:
        """Take the findings in the order in which they are to be shown."""
        self.findings: tuple[object, ...] = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Give all findings, a line each."""
        return "\n".join(map(str, self.findings))


class CaseError(YidiError):
    """A case cannot be read; `faults` holds everything wrong with it, not only the first thing."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults in the order in which they are to be shown."""
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Give all faults, a line each."""
        return "\n".join(map(str, self.faults))


class ShapesError(YidiError):
    """A shapes graph cannot be used; `faults` holds everything that is wrong with it, a line each."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take the faults in the order in which they are to be shown."""
        self.faults: tuple[str, ...] = tuple(map(one_line, faults))
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Give all faults, a line each."""
        return "\n".join(self.faults)


class StoreError(YidiError):
    """A store is away, locked or full, or refuses what it is asked; its text is one line and says what to do.

    `kind` tells programs which: nobody answers (away), not in time (slow), the answer is no (refused), more than was
    asked for (large), somebody else writes (locked), no room is left (full), or there is no store at all (wrong).
    """

    def __init__(
        self, message: str, kind: Literal["away", "slow", "refused", "large", "locked", "full", "wrong"]
    ) -> None:
        """Take the message and what kind of trouble it is."""
        self.kind = kind
        super().__init__(one_line(message))


class UsageError(YidiError):
    """A request that cannot be met as it was made; its text says what to ask for instead.

    `faults` holds what is wrong with its arguments, where it has any.
    """

    def __init__(self, text: str, faults: Iterable[Fault] = ()) -> None:
        """Take the text, and the faults that it tells of."""
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(text)
