"""Sets of areas in words: a whole province or the nation once, a few exceptions by name."""

from __future__ import annotations

from itertools import pairwise

from yidi.base import Base
from yidi.difference.messages import WORDS

_FEW = 3
"""So many exceptions are named rather than everything else."""


class AreaWords:
    """The areas that two versions share, as a tree of jurisdictions, and their labels in one language."""

    def __init__(self, old: Base, new: Base, language: str) -> None:
        self._words, self._language = WORDS[language], language
        self._labels = {**old.places.labels, **new.places.labels}
        self._leaves: dict[str, list[str]] = {}
        self._below: dict[str, dict[str, None]] = {}
        self._top: dict[str, None] = {}
        for area, chain in zip(new.places.areas, new.places.chains, strict=True):
            if area in old.places.areas:
                self._top[chain[0]] = None
                for wider, code in pairwise(chain):
                    self._below.setdefault(wider, {})[code] = None
                for code in chain:
                    self._leaves.setdefault(code, []).append(area)

    def of(self, areas: frozenset[str] | None) -> str:
        """A set of areas in words; None is all of them."""
        if areas is None:
            return self._words["everywhere"]
        return self._words["and"].join(text for top in self._top for text in self._parts(top, areas))

    def _parts(self, code: str, areas: frozenset[str]) -> list[str]:
        mine = self._leaves[code]
        rest = [a for a in mine if a not in areas]
        if not rest:
            return [self._label(code)]
        if len(rest) == len(mine):
            return []
        below = [text for each in self._below.get(code, ()) for text in self._parts(each, areas)]
        if len(rest) <= _FEW and len(below) > len(rest):
            left_out = self._words["and"].join(map(self._label, rest))
            return [self._words["except"].format(whole=self._label(code), rest=left_out)]
        own = [self._label(code)] if code in areas else []
        return own + below

    def _label(self, code: str) -> str:
        if code in self._top and len(self._leaves[code]) > 1:
            return self._words["everywhere"]
        return self._labels.get(code, {}).get(self._language, code)
