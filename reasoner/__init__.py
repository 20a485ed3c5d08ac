"""Yidi (异地): what to file, how the bill is settled, how much the fund pays, and which provision says so."""

from typing import TYPE_CHECKING

from yidi.errors import BaseError, CaseError, Fault, ShapesError, StoreError, UsageError, YidiError

if TYPE_CHECKING:
    from yidi.base import Base, load

__all__ = ["Base", "BaseError", "CaseError", "Fault", "ShapesError", "StoreError", "UsageError", "YidiError", "load"]


def __getattr__(name: str) -> object:
    """What needs the reasoner is imported when it is first asked for (PEP 562): the command line starts fast."""
    if name not in {"Base", "load"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from yidi import base

    return getattr(base, name)


def __dir__() -> list[str]:
    """All names, those too that were not asked for yet."""
    return sorted({*globals(), *__all__})
