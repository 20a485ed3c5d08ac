"""Options read against the base: codes, areas, sources, numbers, days; every fault is told, and all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from yidi.errors import Fault, UsageError
from yidi.model import Decision, Input
from yidi.names import expand, short
from yidi.reading.turtle import Literal
from yidi.scaffold.turtle import text
from yidi.scaffold.words import say
from yidi.values import NUMBERS, datatype, parse_value

if TYPE_CHECKING:
    from yidi.base import Base

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?")
_MANY: Final = 12
_SHARES: Final = frozenset({"factor", "firstSelfPayShare", "ratio"})
"""Numbers that are parts of one."""


class Options:
    """Reads options, and gathers what is wrong with them."""

    def __init__(self, base: Base, language: str) -> None:
        self.base, self.language = base, language
        self.faults: list[str] = []

    def wrong(self, name: str, /, **details: object) -> None:
        """One more fault."""
        self.faults.append(say(name, self.language, **details))

    def settle(self) -> None:
        """Raises UsageError with all faults, if there are any."""
        if self.faults:
            raise UsageError("\n".join(self.faults), [Fault("", fault) for fault in self.faults])

    def needed(self, option: str, value: str | None) -> str:
        """The value of an option that must be there."""
        if not value or not value.strip():
            self.wrong("missing", option=option)
        return (value or "").strip()

    def among(self, option: str, value: str, known: Iterable[str]) -> str:
        """A value that must be one of those known."""
        names = list(known)
        if value and value not in names:
            close = get_close_matches(value, names, n=3)
            few = [*names[:_MANY], "…"] if len(names) > _MANY else names
            hint = say("guess", self.language, names=" / ".join(close)) if close else ""
            self.wrong(
                "not-known", option=option, value=value, hint=hint or say("codes", self.language, names=", ".join(few))
            )
        return value

    def name(self, option: str, value: str) -> str:
        """A name of small letters, digits and hyphens."""
        if value and not _NAME.fullmatch(value):
            self.wrong("name", option=option, value=value)
        return value

    def day(self, option: str, value: str) -> str:
        """A day."""
        try:
            if value:
                date.fromisoformat(value)
        except ValueError:
            self.wrong("date", option=option, value=value)
        return value

    def source(self, value: str) -> str:
        """The short name of a provision that the base has."""
        name = value if value.startswith("source:") else f"source:{value}"
        self.among("--basis", name, (short(iri) for iri in self.base.sources))
        return name

    def jurisdiction(self, value: str) -> str:
        """The code of a jurisdiction."""
        known = dict.fromkeys(j for chain in self.base.places.chains for j in chain)
        return self.among("--area", value, known)

    def decision(self, value: str) -> Decision | None:
        """The decision of a name, with or without its prefix."""
        name = value.removeprefix("decision:")
        self.among("--decision", name, self.base.vocabulary.decisions)
        return self.base.vocabulary.decisions.get(name)

    # Conditions and values ----------------------------------------------------------

    def conditions(self, decision: Decision, words: Sequence[str]) -> dict[str, str]:
        """For each input what stands behind its predicate, from words such as --scheme employee --age 60.."""
        given: dict[str, list[str]] = {}
        rest = list(words)
        known = {name.casefold(): name for name in decision.inputs}
        while rest:
            word = rest.pop(0)
            if not word.startswith("--"):
                self.wrong("loose", value=word)
                continue
            name, equals, value = word[2:].partition("=")
            if not equals:
                if not rest or rest[0].startswith("--"):
                    self.wrong("no-value", name=name)
                    continue
                value = rest.pop(0)
            if (plain := name.replace("-", "").casefold()) in known:
                given.setdefault(known[plain], []).extend(filter(None, re.split(r"[,，]", value)))
            else:
                self.wrong("not-input", name=name, decision=decision.name, names=", ".join(decision.inputs))
        return {
            name: self._condition(self.base.vocabulary.inputs[name], given[name])
            for name in decision.inputs
            if name in given
        }

    def _condition(self, used: Input, values: list[str]) -> str:
        if used.code_list is not None:
            concepts = {c.code: short(c.iri) for c in self.base.vocabulary.lists[used.code_list].concepts}
            codes = [value.rpartition(":")[2] for value in values]
            for code in codes:
                self.among(f"--{used.name}", code, concepts)
            return " , ".join(concepts.get(code, code) for code in codes)
        if used.datatype == "boolean":
            for value in values:
                self.among(f"--{used.name}", value, ("true", "false"))
            return values[0]
        return " , ".join(self._numbers(used.name, value) for value in values)

    def _numbers(self, name: str, value: str) -> str:
        if re.fullmatch(r"\d+(?:\.\d+)?", value):
            return value
        found = _RANGE.fullmatch(value)
        if found is None or not (found[1] or found[2]):
            self.wrong("number", name=name, value=value)
            return value
        ends = [f"yidi:{word} {end}" for word, end in (("from", found[1]), ("below", found[2])) if end]
        return f"[ {' ; '.join(ends)} ]"

    def value(self, decision: Decision, option: str, value: str, kind: str | None) -> str:
        """A value of a decision as the files write it."""
        if decision.code_list is not None:
            concepts = {c.code: short(c.iri) for c in self.base.vocabulary.lists[decision.code_list].concepts}
            codes = [v.rpartition(":")[2] for v in re.split(r"[,，]", value) if v]
            for code in codes:
                self.among(option, code, concepts)
            return " , ".join(concepts.get(code, code) for code in codes)
        if kind is not None:
            self.among("--kind", kind, decision.kinds)
        elif len(decision.kinds) > 1:
            self.wrong("kind", names=", ".join(decision.kinds))
            return value
        chosen = kind or decision.kinds[0]
        if chosen in decision.kinds and parse_value(Literal(value, datatype(chosen), "")) is None:
            hint = say("share", self.language) if chosen in _SHARES else ""
            self.wrong("value", option=option, value=value, kinds=" / ".join(decision.kinds), hint=hint)
        if chosen in ("boolean", "integer"):
            return value
        written = short(datatype(chosen)) if not datatype(chosen).startswith("http://www.w3.org") else f"xsd:{chosen}"
        return f"{text(value)}^^{written}"

    def is_number(self, decision: Decision) -> bool:
        """Whether a decision's values are numbers, which carry the words of their source."""
        return bool(set(decision.kinds) & NUMBERS)

    def rule(self, value: str, option: str = "--rule") -> str:
        """The IRI of a rule that the base has."""
        name = value if ":" in value else f"rule:{value}"
        self.among(option, name, (short(iri) for iri in (*self.base.rules, *self.base.claims)))
        return expand(name)
