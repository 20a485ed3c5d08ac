"""The single values of a case, read and checked: codes, places, days, amounts.

Numbers become whole numbers of their smallest unit, so no later step rounds by accident:
money is fen, a share, ratio or factor is ten-thousandths, and a percentage point is 100 ten-thousandths.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, LiteralString, NoReturn

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, Strict, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
MOST_YUAN = 100_000_000
MOST_STAYS = 1000
MOST_ENTRIES = 100  # in a list of a case
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"([0-9]{1,20})(?:\.([0-9]{1,4}))?")


@dataclass(frozen=True)
class CaseVocabulary:
    """The words a case may use, as one knowledge base knows them.

    `codes` gives the codes of each list in the order of messages, `places` the six-digit codes,
    `areas` the pooling areas' own codes and those of every place in one,
    and `hospitals` the fields of each known hospital by its id.
    """

    codes: Mapping[str, tuple[str, ...]]
    places: Container[str]
    areas: Container[str]
    hospitals: Mapping[str, Mapping[str, object]]


def refuse(kind: LiteralString, **details: object) -> NoReturn:
    """Raise the fault of this kind; its wording, in either language, is made from the kind later."""
    raise PydanticCustomError(kind, kind, details)


@dataclass(frozen=True)
class Code:
    """A code of one list of the knowledge base, or of either of two."""

    name: str
    alternative: str | None = None

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the check of the value against the lists that come with the vocabulary."""
        names = (self.name,) if self.alternative is None else (self.name, self.alternative)

        def check(value: object, info: ValidationInfo[CaseVocabulary]) -> str:
            codes = info.context.codes
            if isinstance(value, str):
                for name in names:
                    if value in codes.get(name, ()):
                        return value
            refuse("code", codes=[code for name in names for code in codes.get(name, ())])

        return core_schema.with_info_plain_validator_function(check)


@dataclass(frozen=True)
class Place:
    """A six-digit place code that exists; with `or_area`, a pooling area's own code or a place in one."""

    or_area: bool = False

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the check of the value against the places that come with the vocabulary."""
        or_area = self.or_area

        def check(value: object, info: ValidationInfo[CaseVocabulary]) -> str:
            known = info.context
            if isinstance(value, str) and value in (known.areas if or_area else known.places):
                return value
            # YAML reads an unquoted code of digits as a number, a slip that deserves its own words.
            if type(value) is int:
                refuse("unquoted")
            if or_area:
                refuse("area")
            refuse("place")

        return core_schema.with_info_plain_validator_function(check)


@dataclass(frozen=True)
class Quantity:
    """A number from 0 to `most` with at most so many decimals, read without rounding."""

    kind: LiteralString
    most: int
    decimals: int

    def read(self, value: object) -> int:
        """Give the number in its smallest unit; text, whole numbers and short decimals are understood."""
        try:
            # A float counts as what it prints: 0.1 is one tenth, and 0.1 + 0.2 has too many decimals.
            text = str(value) if type(value) in (int, float, Decimal) else value
        except ValueError:  # Python declines to print whole numbers of thousands of digits
            text = None
        match = _DECIMAL.fullmatch(text) if isinstance(text, str) else None
        if match is not None:
            whole, fraction = match[1], match[2] or ""
            units = int(whole + fraction.ljust(self.decimals, "0"))
            if len(fraction) <= self.decimals and units <= self.most * 10**self.decimals:
                return units
        refuse(self.kind)

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give `read` as the way to take in the value."""
        return core_schema.no_info_plain_validator_function(self.read)


def read_date(value: object) -> date:
    """Give the day written as YYYY-MM-DD, or the date itself as YAML gives it when unquoted."""
    if type(value) is date:  # not a datetime: a time of day has no meaning here
        day = value
    else:
        # Python also reads 20250310 and 2025-W11-1, which a case does not allow.
        if not (isinstance(value, str) and _DAY.fullmatch(value)):
            refuse("date")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            refuse("date")
    if not EARLIEST <= day <= LATEST:
        refuse("date-range")
    return day


class _Date:
    """A day between the earliest and the latest that a case may name."""

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give `read_date` as the way to take in the value."""
        return core_schema.no_info_plain_validator_function(read_date)


_MONEY = Quantity("money", most=MOST_YUAN, decimals=2)
read_money = _MONEY.read

# The kinds of value -------------------------------------------------------------

Date = Annotated[date, _Date()]
Flag = Annotated[bool, Strict()]
Text = Annotated[str, Strict(), Field(max_length=500)]
Money = Annotated[int, _MONEY]
Share = Annotated[int, Quantity("share", most=1, decimals=4)]
Factor = Annotated[int, Quantity("factor", most=2, decimals=4)]
Points = Annotated[int, Quantity("points", most=100, decimals=2)]
PlaceCode = Annotated[str, Place()]
AreaCode = Annotated[str, Place(or_area=True)]
Care = Annotated[str, Code("care")]
Level = Annotated[str, Code("level")]


def _short_list(value: object) -> object:
    """Give back a list that is not longer than any honest one, so a hostile one costs nothing to refuse."""
    if not isinstance(value, list | tuple):
        refuse("list")
    if len(value) > MOST_ENTRIES:
        refuse("many", max_length=MOST_ENTRIES)
    return value


Cares = Annotated[tuple[Care, ...], BeforeValidator(_short_list)]
Materials = Annotated[tuple[Annotated[str, Code("material", "credential")], ...], BeforeValidator(_short_list)]
