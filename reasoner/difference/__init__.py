"""Two versions of a base compared: rules, the exact cells whose outcome changes, and the example cases that do."""

from yidi.difference.compare import compare
from yidi.difference.model import Difference, Version

__all__ = ["Difference", "Version", "compare"]
