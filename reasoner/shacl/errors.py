"""What is wrong with a shapes graph."""

from collections.abc import Iterable

from yidi.errors import YidiError, one_line

__all__ = ["ShapesError"]


class ShapesError(YidiError):
    """A shapes graph cannot be used; `faults` holds everything that is wrong with it, a line each."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take the faults in the order in which they are to be shown."""
        self.faults: tuple[str, ...] = tuple(map(one_line, faults))
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Give all faults, a line each."""
        return "\n".join(self.faults)
