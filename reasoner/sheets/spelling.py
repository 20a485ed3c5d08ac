"""What rules say, as items of cells and back: each item has one plain spelling, whatever the author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from yidi.messages import phrase
from yidi.model import Concept, Decision
from yidi.names import XSD, expand, individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.places import AREA_CLASSES
from yidi.reading.reader import did_you_mean
from yidi.reading.rules import NOTHING
from yidi.reading.turtle import Literal, Term
from yidi.reading.vocabulary import Vocabulary
from yidi.sheets.columns import Column
from yidi.sheets.escapes import one_text, text_of
from yidi.sheets.lexical import ends, items, plain, read_day, read_flag, read_number, read_range, same_number
from yidi.sheets.messages import Trouble
from yidi.values import datatype

Namer = Callable[[str], str]
"""How a file writes an IRI."""
_NO_CODE: Final = short(NOTHING)
_LABEL_END: Final = re.compile(r"[,;、()\[\]\n]")


@dataclass(frozen=True)
class Speller:
    """Spells what rules say: `show` a term as an item, `read` items from a cell, `write` an item as Turtle."""

    graph: Graph
    vocabulary: Vocabulary

    @cached_property
    def areas(self) -> dict[str, str]:
        """The IRI of each jurisdiction by its code."""
        return {local(iri): iri for kind in AREA_CLASSES for iri in self.graph.instances(term(kind))}

    def labels(self, column: Column, item: str) -> dict[str, str]:
        """What a code or jurisdiction is called, cut where a list of items would be."""
        if column.kind == "area":
            found = self.graph.labels(self.areas.get(item, ""))
        elif column.kind == "unit":
            found = self.graph.labels(datatype(item))
        elif item == _NO_CODE:
            found = self.graph.labels(NOTHING)
        else:
            found = next((dict(c.labels) for c in self._concepts(column) if c.code == item), {})
        return {tag: _short_label(text) for tag, text in found.items()}

    def codes(self, column: Column, decision: Decision) -> list[str]:
        """What may stand in a column of codes, in the order of their list."""
        more = [_NO_CODE] if column.id == "value" and decision.collects else []
        return [*(c.code for c in self._concepts(column)), *more]

    def show(self, column: Column, value: Term) -> str:
        """A term of a rule as an item; of a number with its kind behind it."""
        if isinstance(value, Literal):
            if column.kind == "text":
                return one_text(value.text)
            return f"{value.text} {local(value.datatype)}" if column.kind == "number" else value.text
        if column.kind == "range":
            low, high = (self.graph.object(value, term(end)) for end in ("from", "below"))
            pair = [end.text for end in (low, high) if isinstance(end, Literal)]
            return f"[{pair[0]}, {pair[1]})" if len(pair) > 1 else f"{'<' if low is None else '>='} {pair[0]}"
        if column.kind == "code" and value == NOTHING:
            return _NO_CODE
        return local(value) if column.kind in ("code", "area") else short(value)

    def read(self, column: Column, cell: str, decision: Decision, unit: str = "") -> tuple[list[str], list[Trouble]]:
        """The items of a cell and what is wrong with them; `unit` is the kind of a number that names none."""
        if not cell.strip():
            return [], []
        if column.kind == "text":
            return [one_text(text_of(line)) for line in cell.split("\n") if line.strip()], []
        parts = [cell] if column.kind in ("number", "day") else items(cell)
        found = [self._item(column, part, decision, unit) for part in parts]
        return [f for f in found if isinstance(f, str)], [f for f in found if isinstance(f, Trouble)]

    def same(self, column: Column, a: str, b: str) -> bool:
        """Whether two items say the same."""
        if column.kind == "number":
            (x, kind), (y, other) = a.split(" "), b.split(" ")
            return kind == other and same_number(x, y)
        if column.kind == "range" and a[:1] in "[<>" and a[:1] == b[:1]:
            return all(same_number(x, y) for x, y in zip(ends(a), ends(b), strict=True))
        return a == b or (column.kind == "range" and same_number(a, b))

    def write(self, column: Column, item: str, name: Namer) -> str:
        """An item as Turtle, in which `name` writes IRIs."""
        if column.kind == "text":
            return _quoted(text_of(item)) + (f"@{column.source}" if column.source else "")
        if column.kind == "number":
            text, kind = item.split(" ")
            return text if kind == "boolean" else f'"{text}"^^{name(datatype(kind))}'
        if column.kind == "day":
            return f'"{item}"^^{name(XSD + "date")}'
        if column.kind == "range":
            return self._range(item, name)
        return item if column.kind == "flag" else name(self.iri(column, item))

    def iri(self, column: Column, item: str) -> str:
        """The IRI behind an item of a column of codes, jurisdictions or links."""
        if column.kind == "code" and item != _NO_CODE:
            return next(c.iri for c in self._concepts(column) if c.code == item)
        return self.areas[item] if column.kind == "area" else expand(item)

    def _item(self, column: Column, text: str, decision: Decision, unit: str) -> str | Trouble:
        if column.kind == "flag":
            return read_flag(text)
        if column.kind == "day":
            return read_day(text)
        if column.kind == "range":
            return read_range(text, column.source)
        if column.kind == "number":
            return self._number(text, decision, column.source or unit)
        if column.kind == "link":
            return self._link(text)
        if column.kind == "area":
            return _named(text, self.areas, lambda code: self.labels(column, code)) or self._no_area(text)
        if column.kind == "unit":
            found = _named(text, decision.kinds, lambda kind: self.labels(column, kind))
            details = {"value": text, "decision": decision.name, "kinds": ", ".join(decision.kinds)}
            return found or Trouble("unit-unknown", details)
        return self._code(column, text, decision)

    def _number(self, text: str, decision: Decision, unit: str) -> str | Trouble:
        for kind in decision.kinds:
            for word in (kind, self.graph.labels(datatype(kind)).get("zh")):
                if word and (said := plain(text)).endswith(word):  # 0.9 factor, 300元, 10个百分点
                    unit, text = kind, said.removesuffix(word).removesuffix("个").strip()
        if not unit:
            return Trouble("unit-missing", {"kinds": ", ".join(decision.kinds)})
        found = read_number(text, unit)
        if isinstance(found, Trouble):
            return Trouble(found.id, {**found.details, "kind": self.graph.labels(datatype(unit)) or unit})
        return f"{found} {unit}"

    def _code(self, column: Column, text: str, decision: Decision) -> str | Trouble:
        codes = self.codes(column, decision)
        found = _named(text, codes, lambda code: self.labels(column, code))
        labels = {code: self.labels(column, code) for code in codes}
        guess = did_you_mean(text, [*codes, *(label for each in labels.values() for label in each.values())])
        named = {tag: ", ".join(f"{c} {labels[c].get(tag, '')}".strip() for c in codes) for tag in guess}
        details = {"value": text, "list": column.source, "guess": guess, "codes": named}
        return found or Trouble("code-unknown", details)

    def _link(self, text: str) -> str | Trouble:
        name = text.split(maxsplit=1)[0]
        if ":" in name and expand(name) in self.graph:
            return short(expand(name))
        kind = name.partition(":")[0] if ":" in name else ""
        near = (short(iri) for iri in self.graph if iri.startswith(individual(kind, "")) or not kind)
        return Trouble("link-unknown", {"value": text, "guess": did_you_mean(name, near)})

    def _no_area(self, text: str) -> Trouble:
        return Trouble("area-unknown", {"value": text, "guess": did_you_mean(text, self.areas)})

    def _range(self, item: str, name: Namer) -> str:
        if item[0] not in "[<>":
            return item
        low, high = ends(item)
        parts = [f"{name(term(end))} {text}" for end, text in (("from", low), ("below", high)) if text]
        return f"[ {' ; '.join(parts)} ]"

    def _concepts(self, column: Column) -> tuple[Concept, ...]:
        known = self.vocabulary.lists.get(column.source)
        return known.concepts if known else ()


def _named(text: str, codes: Iterable[str], labels: Callable[[str], dict[str, str]]) -> str | Trouble | None:
    """The code that a text names by itself, by its label, or by both; trouble where the two disagree."""
    first, _, rest = text.partition(" ")
    rest = rest.strip()
    known = list(codes)
    if first in known:
        called = labels(first)
        if not rest or rest in called.values():
            return first
        shown = called or dict.fromkeys(phrase("nothing"), first)
        return Trouble("code-label", {"code": first, "label": shown, "value": rest})
    meant = [code for code in known if text.lower() in (label.lower() for label in labels(code).values())]
    return meant[0] if len(meant) == 1 else None


def _short_label(text: str) -> str:
    """A label as it stands beside a code: on one line, and without what would end an item."""
    return _LABEL_END.split(plain(text))[0].strip()


def _quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c) or (c if c.isprintable() or c == "\u3000" else _unicode(c)) for c in text) + '"'


def _unicode(character: str) -> str:
    return f"\\u{ord(character):04X}" if character <= "\uffff" else f"\\U{ord(character):08X}"
