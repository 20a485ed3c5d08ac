"""The page docs/coverage.md, but for its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coverage_known import QUESTIONS

if TYPE_CHECKING:
    from coverage_known import Known

_NUMBERS: Final = ("deductible", "paymentRatio", "cap", "reduction")
_LEVELS: Final = ("national", "provincial", "municipal", "official-media", "other")
_HEAD: Final = """\
# What is known, place by place 各地知道多少

<!-- Written by `make coverage`; do not edit. -->

Every pooling area of the country, {areas} in all, was asked the same {questions} questions for both schemes:
care in another province with each kind of filing, in an emergency, without a filing;
care elsewhere in the province, filed and not filed; a stay at home, and a chronic condition at home.
The picture counts what came back by the rules of {day}.
全国 {areas} 个统筹区，按同样的 {questions} 个问题、两个险种逐一提问，图中是答得出的份额（{day} 的规定）。

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="img/coverage-dark.svg">
  <img alt="Decisions by provinces; the colour of a cell says what is known" src="img/coverage-light.svg">
</picture>

- A cell is a province; its colours have the width of the share of its pooling areas.
- Blue: some rule answers, and an official source stands behind it. Orange: only unofficial sources do.
- Pale: the rules answer for some cases and not for others, such as care in another province alone.
- Violet: no value is known, only a bound or an unofficial claim; neither decides.
- Grey: not known. The answer then says so and names whom to ask.
- A factor that no rule mentions counts as 1, and stands as not known here.
- At the right: how many pooling areas have a rule at all. Decisions that only some areas have are left out.
- Taiwan, Hong Kong and Macao have no pooling area of the schemes; the Corps stands with Xinjiang.

## Ask for it 查询

```sh
yidi query area-coverage --param province=360000     # a line an area: how many decisions are known, by whose rules
yidi query area-status --param area=360100           # a line a decision: level, authority, last checked
yidi query rules-in-area --param area=360100         # the rules themselves
yidi query where-to-ask --param area=360100          # whom to ask about the rest
```

## Areas with numbers of their own 有自己数值的统筹区

{own} pooling areas have a rule of their own on deductible, ratio, cap or reduction.
The letter is the best source: N national, P provincial, M municipal (official); m official media, o other (not).
A c means that there is an unofficial claim alone, which does not decide, and — that nothing is known.

| area 统筹区 | | {columns} | checked 核对 |
|---|---|{rules}---|
"""
_MARKS: Final = {"national": "N", "provincial": "P", "municipal": "M", "official-media": "m", "other": "o"}


def page(known: Known) -> str:
    """The text of the page."""
    decisions = known.base.vocabulary.decisions
    rows = [row for area in known.base.places.areas if (row := _row(known, area))]
    columns = " | ".join(f"{decisions[n].labels['en']} {decisions[n].labels['zh']}" for n in _NUMBERS)
    head = _HEAD.format(
        areas=len(known.base.places.areas),
        questions=len(QUESTIONS),
        day=known.day,
        own=sum(any(mark in row.split(" | ")[2:-1] for mark in _MARKS.values()) for row in rows),
        columns=columns,
        rules="---|" * len(_NUMBERS),
    )
    return head + "\n".join(rows) + "\n"


def _row(known: Known, area: str) -> str | None:
    """A line of the table, or None for an area that has nothing of its own on these decisions."""
    base, day = known.base, known.day.toordinal()
    here = [r for r in (*base.rules.values(), *base.claims.values()) if area in r.jurisdictions and not r.is_bound]
    here = [r for r in here if r.decision in _NUMBERS and r.valid_from <= day <= r.valid_to]
    if not here:
        return None
    marks = []
    for name in _NUMBERS:
        ranks = [_rank(known, iri) for r in here if r.decision == name and not r.claimed for iri in r.basis]
        claimed = any(r.claimed for r in here if r.decision == name)
        marks.append(_MARKS[_LEVELS[min(ranks)]] if ranks else "c" if claimed else "—")
    labels = base.places.labels[area]
    checked = min(r.last_checked for r in here)
    shown = known.day.fromordinal(checked).isoformat()
    return f"| {labels['zh']} {labels['en']} | `{area}` | {' | '.join(marks)} | {shown} |"


def _rank(known: Known, iri: str) -> int:
    """The rank of a source: of two, that of what was seen."""
    source = known.base.sources[iri]
    return max(_LEVELS.index(source.authority), _LEVELS.index(source.seen_authority))
