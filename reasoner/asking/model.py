"""What the header of a named query says: its question, its parameters, its columns, and one example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, Strict, model_validator
from pydantic_core import CoreSchema, core_schema

from yidi.cases.values import refuse

SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "filing": {"zh": "备案", "en": "Filing"},
    "settlement": {"zh": "结算", "en": "Settlement"},
    "benefit": {"zh": "待遇", "en": "Benefits"},
    "hospitals": {"zh": "医疗机构", "en": "Hospitals"},
    "process": {"zh": "办事流程", "en": "Processes"},
    "base": {"zh": "政策与依据", "en": "Policy and sources"},
}
"""What queries are about, in the order of the list."""

NAMED: Final = ("area", "decision", "division", "hospital", "rule", "source")
"""Kinds of thing that a parameter may name, as the addresses of the base have them."""

PARAMETERS: Final = (*NAMED, "boolean", "code", "day", "integer", "language", "number", "text", "yuan")
COLUMNS: Final = (*PARAMETERS, "disagreement", "link", "value")
PAGE: Final = 50
LONGEST_PAGE: Final = 200
MOST_SKIPPED: Final = 1_000_000


class _OneOf:
    """A word of a fixed set."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the check of the value against the words."""

        def check(value: object) -> str:
            if not isinstance(value, str) or value not in self.words:
                refuse("code", codes=list(self.words))
            return value

        return core_schema.no_info_plain_validator_function(check)


class _Part(BaseModel):
    """Part of a header: nothing in it is unknown, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Text = Annotated[str, Strict(), Field(max_length=500)]
_Flag = Annotated[bool, Strict()]


class Words(_Part):
    """A text in both languages."""

    zh: _Text
    en: _Text

    def of(self, language: str) -> str:
        """The text in one language."""
        return self.zh if language == "zh" else self.en


class Parameter(Words):
    """What a query asks for; one that is neither required nor has a default may be left out, and then means any."""

    type: Annotated[str, _OneOf(*PARAMETERS)]
    required: _Flag = False
    default: str | bool | int | None = None
    codes: _Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Parameter:
        if (self.type == "code") != (self.codes is not None):
            refuse("codes-without-list")
        if self.required and self.default is not None:
            refuse("required-with-default")
        return self


class Column(Words):
    """What stands in a column of the result; `codes` names the list where it is a code."""

    type: Annotated[str, _OneOf(*COLUMNS)]
    codes: _Text | None = None


class Example(_Part):
    """Parameters, and the rows that they give on the built-in base, in order."""

    parameters: Mapping[str, Any] = Field(default_factory=dict)
    rows: list[Mapping[str, Any]]


class Header(_Part):
    """The whole header."""

    id: _Text
    section: Annotated[str, _OneOf(*SECTIONS)]
    summary: Words
    parameters: Mapping[str, Parameter] = Field(default_factory=dict)
    columns: Mapping[str, Column]
    paged: _Flag = False
    example: Example


PAGING: Final[Mapping[str, Parameter]] = {
    "limit": Parameter(
        type="integer", zh=f"最多几行，至多 {LONGEST_PAGE}", en=f"rows, at most {LONGEST_PAGE}", default=PAGE
    ),
    "offset": Parameter(type="integer", zh="跳过几行", en="rows to skip", default=0),
}
"""The parameters that every paged query has besides its own."""
