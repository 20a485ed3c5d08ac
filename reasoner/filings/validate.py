"""Filings in the form of JSON, one or several, checked in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yidi.defaults import ANSWERS, MESSAGES
from yidi.errors import CaseError, Fault
from yidi.filings.judge import Judge
from yidi.filings.read import FilingReader
from yidi.filings.told import as_mapping
from yidi.filings.words import NOTHING, Words

if TYPE_CHECKING:
    from yidi.base import Base


def validate_with(base: Base, filing: object, language: str | None = None) -> Any:
    """What is found in a filing, in the form of the contract; of a list of filings a list, in their order.

    Raises CaseError where there is nothing to check.
    """
    judge: Judge = vars(base).setdefault("judge", None) or Judge(base)
    vars(base)["judge"] = judge
    several = isinstance(filing, list | tuple)
    reader = FilingReader(judge, language or MESSAGES)
    entries = list(reader.entries(filing if isinstance(filing, list | tuple) else [filing]))
    if not entries:
        raise CaseError([Fault("", NOTHING[language or MESSAGES])])
    words = Words(judge, language or ANSWERS)
    answers = [as_mapping(found, words) for found in judge.judge(entries).found]
    return answers if several else answers[0]
