"""Texts whose words follow a number: "{days} {days:day has|days have} no rule"."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

_ONE: Final = ("1", "1.0")


def filled(text: str, details: Mapping[str, Any]) -> str:
    """A text with its details filled in; of "{name:one|many}" the first part where `name` is 1, else the second.

    Raises KeyError for a detail that is not there.
    """
    return _FORMATTER.vformat(text, (), details) if "|" in text else text.format_map(details)


class _Plural(Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if str(value) in _ONE else many
        return super().format_field(value, format_spec)


_FORMATTER: Final = _Plural()
