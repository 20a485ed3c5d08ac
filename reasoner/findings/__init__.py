"""What `yidi check` looks for: a small file for each finding, with its level and what it says in both languages.

A file is read when its finding is first told, so that a sound base pays for none of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

_FOLDER: Final = Path(__file__).parent
_Read = TypeVar("_Read")


class _Catalogue(Mapping[str, _Read], Generic[_Read]):
    """Something of every finding by its id."""

    def __init__(self, of: Callable[[dict[str, Any]], _Read]) -> None:
        self._of = of

    def __getitem__(self, finding: str) -> _Read:
        return self._of(about(finding))

    def __iter__(self) -> Iterator[str]:
        return iter(_ids())

    def __len__(self) -> int:
        return len(_ids())


@cache
def about(finding: str) -> dict[str, Any]:
    """All that the file of a finding says; raises KeyError if there is none."""
    try:
        return tomllib.loads((_FOLDER / f"{finding}.toml").read_text("utf-8"))
    except FileNotFoundError:
        raise KeyError(finding) from None


@cache
def _ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


FINDINGS: Final[Mapping[str, Mapping[str, str]]] = _Catalogue(lambda found: found["message"])
"""What each finding says by language; braces stand for its details."""
LEVELS: Final[Mapping[str, str]] = _Catalogue(lambda found: found["level"])
"""How bad each is: error or warning."""
