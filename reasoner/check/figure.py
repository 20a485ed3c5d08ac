"""The numbers that a source's own words state: "降低20个百分点", "1.5万元", "八成五", "长期有效".

A figure is read without knowing the value that it should back, so that a wrong value cannot find its own excuse.
The three kinds of reduction stay apart: "降低20个百分点" is points and never a factor, "按80%结付" is a factor and
never points, "先行自付10%" is a share and nothing else.  Only "降低10%" is said of all three in real documents, as 10
points, as the factor 0.9 and as a share of 0.10; which one is meant is for the rule's author to settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, Literal

from yidi.model import UNLIMITED, Value

Unit = Literal["percent", "points", "times", "yuan", "months", "workingDays", "count"]
Direction = Literal["", "down", "up", "own", "borne"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and for a percentage what is done with it: taken off, added, or borne oneself.

    What is borne first is "own"; what is borne of all that counts is "borne", and the fund pays the rest.
    """

    number: Decimal
    unit: Unit
    direction: Direction = ""


def is_stated(figure: str, value: Value) -> bool:
    """Whether a value is among what the figure says for its kind."""
    if value.kind == "gMonthDay":
        return value.text in {f"--{int(m):02d}-{int(d):02d}" for m, d in _DAY.findall(_plain(figure))}
    return value.number in stated(figure, value.kind)


@lru_cache(maxsize=5000)  # many rules give the same figure
def stated(figure: str, kind: str) -> frozenset[int]:
    """The numbers that a figure states for a kind of value, on the scale of `Value.number`."""
    scale = _SCALE.get(kind, 1)
    found = (number * scale for quantity in read(figure) for number in _as_kind(quantity, kind))
    return frozenset(int(n) for n in found if n == n.to_integral_value())


def own_words(figure: str, values: Sequence[Value]) -> str:
    """The clauses of a figure that go with one of some values: "二级85%" of "一级90%、二级85%".

    A number goes with its clause and those before it that state none.  All of it, where one kind has one number only.
    """
    kinds = {value.kind for value in values}
    parts = [""]
    for clause in _CLAUSE.split(_plain(figure)):
        parts[-1] += f"{clause}，"
        if any(stated(clause, kind) for kind in kinds):
            parts.append("")
    own = [part for part in parts[:-1] if any(value.number in stated(part, value.kind) for value in values)]
    return "".join([*own, parts[-1]]) if own and len(parts) > 2 else figure  # noqa: PLR2004 - two numbers and the rest


def is_approximate(figure: str) -> bool:
    """Whether the words say that a number is only about right."""
    return re.search(r"约\d|大约|左右|上下|大概", _plain(figure)) is not None


def read(figure: str) -> tuple[Quantity, ...]:
    """Every quantity in the words."""
    return tuple(q for clause in _CLAUSE.split(_plain(figure)) for q in _of_clause(clause))


def number(text: str) -> Decimal | None:
    """The number behind Arabic digits, Chinese numerals or both: "5,000", "1.5万", "二十五", "两千五"; None if none."""
    text = _plain(text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text) or re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(rf"[{_DIGITS}]{{2,}}", text):  # digit by digit, as in 二零二五
        return Decimal("".join(str(_DIGITS.index(c)) for c in text))
    whole, point, part = text.partition("点")
    if point:
        head, tail = number(whole), "".join(str(_DIGITS.index(c)) for c in part if c in _DIGITS)
        return Decimal(f"{head}.{tail}") if head is not None and tail and len(tail) == len(part) else None
    return _grouped(text)


def _grouped(text: str) -> Decimal | None:
    """A number of digits and the units 十百千万亿; a last digit counts in the next smaller unit, as in 两千五."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    last = 1
    parts = re.findall(rf"\d[\d,]*(?:\.\d+)?|[{_DIGITS}十百千万亿]", text)
    if not parts or "".join(parts) != text:
        return None
    for part in parts:
        if part not in _TIMES:
            if digit is not None and digit != 0:
                return None
            try:
                digit = Decimal(_DIGITS.index(part)) if part in _DIGITS else Decimal(part.replace(",", ""))
            except InvalidOperation:
                return None
            last = 1 if digit == 0 else last
        elif part in "万亿":
            total = (total + section + (digit or 0)) * _TIMES[part]
            section, digit, last = Decimal(0), None, _TIMES[part]
        else:
            section += (1 if digit is None else digit) * _TIMES[part]
            digit, last = None, _TIMES[part]
    colloquial = digit is not None and last >= _TIMES["百"] and parts[-1] in _DIGITS
    return total + section + (digit or 0) * (last // 10 if colloquial else 1)


def _of_clause(clause: str) -> Iterator[Quantity]:
    for words, unit, amount in _IN_WORDS:
        if words.search(clause):
            yield Quantity(Decimal(amount), unit)
    for form, unit, times in _FORMS:
        for found in form.finditer(clause):
            parts = [number(part) for part in found.groups() if part]
            if None in parts:
                continue
            value = _combined([p for p in parts if p is not None], times)
            around = _direction(clause[: found.start()], clause[found.end() :]) if unit in ("percent", "points") else ""
            yield Quantity(value, unit, around)


def _combined(parts: list[Decimal], times: Decimal) -> Decimal:
    """Parts in falling units: "八成五" is 8 × 10 + 5, and one part is itself."""
    value = parts[0] * times
    return value + parts[1] if len(parts) > 1 else value


def _direction(before: str, after: str) -> Direction:
    """What the words around a percentage do with it; "降低至80%" says where it ends, and takes nothing off."""
    if _OWN_BEFORE.search(before) or _OWN_AFTER.match(after):
        return "own" if "先" in before + after else "borne"
    verb = next(iter([*_VERB.finditer(before)][-1:]), None)
    if verb is None or verb["to"]:
        return ""
    return "up" if verb["up"] else "down"


def _as_kind(quantity: Quantity, kind: str) -> tuple[Decimal, ...]:
    if quantity.unit == "percent":
        reading = _readings(quantity.number).get(kind, {}).get(quantity.direction)
        return () if reading is None else (reading,)
    if quantity.unit == "points" and quantity.direction == "up":
        return ()  # points are taken off
    return (quantity.number,) if kind == _KIND.get(quantity.unit, quantity.unit) else ()


def _readings(percent: Decimal) -> dict[str, dict[Direction, Decimal]]:
    share = percent / 100
    return {
        "ratio": {"": share, "borne": 1 - share},
        "factor": {"": share, "down": 1 - share, "up": 1 + share},
        "firstSelfPayShare": {"": share, "own": share, "borne": share, "down": share},
        "percentagePoints": {"down": percent},
    }


def _plain(text: str) -> str:
    return text.translate(_WIDE)


_SCALE: Final = {"ratio": 10_000, "factor": 10_000, "firstSelfPayShare": 10_000, "percentagePoints": 100, "yuan": 100}
_KIND: Final[dict[Unit, str]] = {"points": "percentagePoints", "times": "factor", "count": "integer"}

_DIGITS: Final = "零一二三四五六七八九"
_TIMES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WIDE: Final = str.maketrans("０１２３４５６７８９．，％〇○两（）", "0123456789.，%零零二()")
_N: Final = rf"(?![{_DIGITS}]\d)([\d{_DIGITS}十百千万亿][\d,.{_DIGITS}十百千万亿点]*)"
_FORMS: Final[tuple[tuple[re.Pattern[str], Unit, Decimal], ...]] = (
    (re.compile(rf"{_N}[%]"), "percent", Decimal(1)),
    (re.compile(rf"百分之{_N}(?!\d*个?百分点)"), "percent", Decimal(1)),
    (re.compile(rf"([{_DIGITS}\d])成([{_DIGITS}])?"), "percent", Decimal(10)),
    (re.compile(rf"{_N}个?百分点"), "points", Decimal(1)),
    (re.compile(rf"{_N}倍"), "times", Decimal(1)),
    (re.compile(rf"系数[为是]?{_N}"), "times", Decimal(1)),
    (re.compile(rf"(?<![{_DIGITS}\d.])([{_DIGITS}\d](?:\.\d)?)折"), "times", Decimal("0.1")),
    (re.compile(rf"{_N}元"), "yuan", Decimal(1)),
    (re.compile(rf"{_N}元(?:减半|递减50%)"), "yuan", Decimal("0.5")),
    (re.compile(r"(\d[\d,.]*[万亿])(?![元\d人件次个例家])"), "yuan", Decimal(1)),
    (re.compile(rf"{_N}个?月(?!\d)"), "months", Decimal(1)),
    (re.compile(rf"(?<!\d)(\d{{1,2}}|[{_DIGITS}十]{{1,3}})年"), "months", Decimal(12)),
    (re.compile(rf"{_N}个?工作日"), "workingDays", Decimal(1)),
    (re.compile(_N), "count", Decimal(1)),
)
_SAME: Final = re.compile(r"同参保地|同等|一致|机构标准执行|本地就医时的标准|执行参保地政策")
_IN_WORDS: Final[tuple[tuple[re.Pattern[str], Unit, int], ...]] = (
    (re.compile(r"长期有效|一直有效|不设有效期"), "months", UNLIMITED),
    (re.compile(r"半年"), "months", 6),
    (re.compile(r"随时"), "months", 0),
    (re.compile(r"当[天日]|即时|实时|即办"), "workingDays", 0),
    (re.compile(r"(?:不再?[设计收付]|免[除收付交缴]?|取消|无)起付"), "yuan", 0),
    (re.compile(r"不(?:再)?(?:降低|下调|下浮)(?![至到\d])"), "points", 0),
    (_SAME, "points", 0),
    (_SAME, "times", 1),
)
"""Words that state a number without naming one."""

_VERB: Final = re.compile(r"(?:(?P<up>提高|上浮|增加|上调|上升)|降低?|下调|下浮|下降|递减|减少|扣减)(?P<to>[至到为])?")
_OWN_BEFORE: Final = re.compile(r"(?:自付|自负|自理|个人负担|个人承担)[^支结报]*$")
_OWN_AFTER: Final = re.compile(r"的?(?:比例)?[先行]*(?:由个人)?(?:自付|自负|自理|负担)")
_DAY: Final = re.compile(r"(\d{1,2})月(\d{1,2})日")
_CLAUSE: Final = re.compile(r"[，。；、;()]|,(?!\d{3})")
