"""The answer as a person reads it: what to do, who pays, how much, why, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len

from yidi.answers.words import REASONS, TEXT
from yidi.model import Labels
from yidi.names import local

if TYPE_CHECKING:
    from yidi.base import Base

Answer = Mapping[str, Any]
_HEADLINES: Final = (
    "travel",
    "filingRequirement",
    "filingState",
    "standing",
    "fundLiable",
    "settlementRoute",
    "catalogue",
    "credentials",
    "reduction",
    "deductible",
    "stayFactor",
    "deductibleIncrease",
    "paymentRatio",
    "cap",
)
"""The decisions whose reasons a reader wants first; the rest stand in the JSON and Turtle forms."""


class TextWriter:
    """Writes answers of one base as text in one language."""

    def __init__(self, base: Base, language: str) -> None:
        self._base, self._language, self._words = base, language, TEXT[language]
        self._decisions = {n: d.labels for n, d in ((n, t.decision) for n, t in base.tables.items())}

    def write(self, answer: Answer, title: str = "") -> str:
        """The text of an answer, without a trailing newline."""
        blocks = [
            [title] if title else [],
            [self._summary(answer), *self._conclusion(answer)],
            list(self._bill(answer)),
            list(self._reasons(answer)),
            list(self._missing(answer)),
            [f"  ! {w['message']}" for w in answer["warnings"]],
            list(self._disagreements(answer)),
            list(self._advice(answer)),
        ]
        heads = ("", "", "bill", "because", "missing", "warnings", "disagreements", "advice")
        shown = [[self._words[h], *b] if h else b for h, b in zip(heads, blocks, strict=True) if b]
        return "\n".join("\n".join(block) for block in shown)

    def _summary(self, answer: Answer) -> str:
        """The answer in one sentence: how the bill is settled, and who pays what."""
        route = self._code("route", answer["settlement"]["route"])
        amount = answer["amount"]
        if amount is None:
            return self._words["settled"].format(route=route)
        if amount["fundPays"] is None or amount["personPays"] is None:
            return self._words["amount-open"].format(route=route)
        return self._words["paid"].format(route=route, fund=amount["fundPays"], person=amount["personPays"])

    def _conclusion(self, answer: Answer) -> Iterator[str]:
        words, filing, settlement = self._words, answer["filing"], answer["settlement"]
        yield self._line("travel", self._code("travel", answer["travel"]))
        state = self._code("filing-state", filing["state"])
        requirement = self._code("requirement", filing["requirement"])
        yield self._line("filing", f"{requirement}{words['sep']}{words['state']} {state}")
        if filing["materials"]:
            groups = [words["or"].join(self._code("material", m) for m in g["anyOf"]) for g in filing["materials"]]
            yield self._line("materials", words["sep"].join(groups))
        yield self._line("route", self._code("route", settlement["route"]))
        credentials = words["or"].join(self._code("credential", c) for c in settlement["credentials"] or ())
        places = words["catalogue"].format(
            catalogue=self._code("rule-place", settlement["catalogue"]),
            policy=self._code("rule-place", settlement["policy"]),
        )
        yield self._line("rules", f"{places}{words['sep']}{words['show']} {credentials}")
        yield self._line("benefit", words["sep"].join(self._benefit(answer["benefit"])))

    def _benefit(self, benefit: Answer) -> Iterator[str]:
        words, unknown = self._words, self._words["unknown"]
        yield f"{words['deductible']} {benefit['deductible'] or unknown}"
        ratio = benefit["ratio"]
        if ratio is None and "ratioBySlice" in benefit:
            slices = [f"≥{s['above']}: {_percent(s['ratio']) or unknown}" for s in benefit["ratioBySlice"]]
            yield f"{words['ratio']} {' / '.join(slices)}"
        else:
            yield f"{words['ratio']} {_percent(ratio) or unknown}"
        yield f"{words['reduction']} {self._reduction(benefit)}"
        yield f"{words['cap']} {benefit['cap'] or unknown}"
        if limit := benefit.get("costLimit"):
            yield f"{words['costLimit']} {limit}"

    def _reduction(self, benefit: Answer) -> str:
        words = self._words
        if benefit["reductionPoints"] is None:
            return words["unknown"]
        if benefit["reductionFactor"] != "1":
            return words["factor"].format(n=benefit["reductionFactor"])
        if benefit["firstSelfPayShare"] != "0":
            return words["share"].format(n=_percent(benefit["firstSelfPayShare"]))
        points = benefit["reductionPoints"]
        return words["nil"] if points == "0" else words["points"].format(n=points)

    def _bill(self, answer: Answer) -> Iterator[str]:
        if answer["amount"] is None:
            return
        steps = answer["amount"]["steps"]
        width = max((cell_len(s["label"]) for s in steps), default=0)
        for step in steps:
            yield f"  {padded(step['label'], width)}  {step['amount']:>14}"
        if answer["amount"]["fundPays"] is None:
            yield f"  {self._words['fund']} {self._words['unknown']}"

    def _reasons(self, answer: Answer) -> Iterator[str]:
        for entry in answer["because"]:
            if entry["decision"] not in _HEADLINES:
                continue
            label = self._label(self._decisions[entry["decision"]])
            yield f"  {label}: {self._value(entry)}"
            figure = f" “{entry['figure']}”" if entry.get("figure") else ""
            yield f"      {entry['label']}{figure}" + (f" ({self._words['claimed']})" if "claimed" in entry else "")
            for basis in entry["basis"][:2]:
                yield f"      {self._basis(basis)}"
            for beaten in entry.get("prevailedOver", ())[:3]:
                loser = self._label(self._base.rules[beaten["rule"]].labels)
                yield f"      {self._words['over']} “{loser}” ({REASONS[beaten['why']][self._language]})"

    def _basis(self, basis: Answer) -> str:
        authority = self._code("authority", basis["authority"])
        seen = f", {self._words['seen']} {basis['seenIn']}" if "seenIn" in basis else ""
        number = "" if basis["document"] == basis["title"] else basis["document"]
        return f"《{basis['title']}》{number} {basis['provision']} [{authority}{seen}]"

    def _value(self, entry: Answer) -> str:
        value = entry["value"]
        decision = self._base.tables[entry["decision"]].decision
        if decision.code_list is not None:
            codes = value if isinstance(value, list) else [value]
            return self._words["or"].join(self._code(decision.code_list, c) for c in codes)
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        return "+".join(value) if isinstance(value, list) else str(value)

    def _missing(self, answer: Answer) -> Iterator[str]:
        for entry in answer["missing"]:
            # Of what is told as far as it is certain, nothing is said to be lacking.
            open_ = [d for d in entry["decides"] if not self._base.tables[d].decision.certain_part]
            if open_:
                yield f"  {entry['input']} → {', '.join(self._label(self._decisions[d]) for d in open_)}"

    def _disagreements(self, answer: Answer) -> Iterator[str]:
        """Those on a number that the case brought itself: where a rule decides, its own basis is explanation enough."""
        decided = {entry["decision"] for entry in answer["because"]}
        for each in answer["disagreements"]:
            if not decided.issuperset(each["decisions"]):
                yield f"  ≠ {each['label']}: {each['settled']}"

    def _advice(self, answer: Answer) -> Iterator[str]:
        for entry in answer["advice"]:
            outcome = entry["outcome"]
            yield f"  → {entry['change']}"
            fund = outcome["fundPays"]
            paid = "" if fund is None else f"{self._words['sep']}{self._words['fund']} {fund}"
            yield f"    {self._code('route', outcome['route'])}{paid}"

    def _line(self, word: str, text: str) -> str:
        return f"  {padded(self._words[word], 10)}{text}"

    def _code(self, code_list: str, code: str | None) -> str:
        """The label of a code."""
        if code is None:
            return self._words["unknown"]
        concepts = self._base.vocabulary.lists[code_list].concepts
        return next((self._label(c.labels) for c in concepts if c.code == local(code)), code)

    def _label(self, labels: Labels) -> str:
        return labels.get(self._language, "")


def _percent(share: str | None) -> str:
    return "" if share is None else f"{float(share) * 100:g}%"


def padded(text: str, width: int) -> str:
    """The text with spaces up to a width in columns; a Chinese character takes two."""
    return text + " " * max(width - cell_len(text), 0)
