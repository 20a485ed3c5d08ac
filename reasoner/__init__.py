"""Yidi (异地): what to file, how the bill is settled, how much the fund pays, and which provision says so."""

from yidi.base import Base, load
from yidi.errors import BaseError, CaseError, Fault, ShapesError, StoreError, UsageError, YidiError

__all__ = ["Base", "BaseError", "CaseError", "Fault", "ShapesError", "StoreError", "UsageError", "YidiError", "load"]
