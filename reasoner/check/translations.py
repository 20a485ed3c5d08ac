"""Numbers that a text gives in Chinese and in English: where both give as many, they are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from yidi.check.ranges import written_foreign
from yidi.finding import NOWHERE, Finding
from yidi.names import DCTERMS, DEFINITION, LABEL, NS, short, term
from yidi.reading.graph import Graph

_TEXTS: Final = (LABEL, DEFINITION, term("settlement"), "http://www.w3.org/ns/shacl#message", term("remedy"))
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(万|亿|million\b)?")
_COMMA: Final = re.compile(r"(?<=\d),(?=\d{3})")
_TIMES: Final = {"万": 10_000, "亿": 100_000_000, "million": 1_000_000}
_DIGITS: Final = "〇一二三四五六七八九"
_NUMERAL: Final = re.compile(f"[{_DIGITS}十]+")
_TEN: Final = 10
_FAR: Final = 1000
"""How many times as much nobody writes by a slip."""


def differing_numbers(graph: Graph) -> Iterator[Finding]:
    """Texts whose numbers are other ones in the other language; a text that gives fewer may write them as words."""
    for subject in graph:
        is_provision = bool(graph.iri(subject, DCTERMS + "isPartOf"))
        for predicate in _TEXTS:
            texts = graph.texts(subject, predicate)
            if len(texts) < 2:  # noqa: PLR2004 - it takes two to differ
                continue
            chinese, english = texts.get("zh", ""), texts.get("en", "")
            if is_provision and predicate == LABEL:
                chinese = _NUMERAL.sub(lambda m: _in_digits(m[0]), chinese)
            said, told = _numbers(chinese), _numbers(english)
            if len(said) == len(told) and said != told and _are_of_one_kind(said, told):
                name = short(predicate) if predicate.startswith(NS) else written_foreign(predicate)
                details = {"subject": short(_owner(graph, subject)), "predicate": name}
                alone = {"zh": _written(said, told), "en": _written(told, said)}
                yield Finding("numbers-differ", graph.place(subject, predicate) or NOWHERE, {**details, **alone})


def _are_of_one_kind(some: list[float], others: list[float]) -> bool:
    """Whether numbers may stand for one another; "1万元以下" and "slice 1" tell of amount and of place."""
    return all(max(a, b) < _FAR * max(min(a, b), 1) for a, b in zip(some, others, strict=True))


def _owner(graph: Graph, subject: str) -> str:
    """The thing with a name of which one without a name is a part."""
    if not subject.startswith("_:"):
        return subject
    return next((s.subject for file in graph.files for s in file.statements if s.object == subject), subject)


def _numbers(text: str) -> list[float]:
    """The numbers of a text, the smallest first: 1万 and 10,000 are the same."""
    found = _NUMBER.findall(_COMMA.sub("", text))
    return sorted(round(float(digits) * _TIMES.get(unit, 1), 6) for digits, unit in found)


def _in_digits(numeral: str) -> str:
    """一 as 1 and 二十三 as 23, as articles are numbered; 二〇二四 as 2024."""
    tens, is_ten, ones = numeral.partition("十")
    if not is_ten:
        return "".join(str(_DIGITS.index(each)) for each in numeral)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numeral
    return str((_DIGITS.index(tens) if tens else 1) * _TEN + (_DIGITS.index(ones) if ones else 0))


def _written(numbers: list[float], others: list[float]) -> str:
    """Those of some numbers for which there is none among others."""
    alone = (Counter(numbers) - Counter(others)).elements()
    return ", ".join(f"{each:.6f}".rstrip("0").rstrip(".") for each in alone)
