"""An answer compared with what an example case expects of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from yidi.examples.model import Words
from yidi.model import Rule
from yidi.names import expand, local, short

Answer = Mapping[str, Any]
Difference = tuple[str, str, dict[str, object]]
"""Where in the expectation, the id of the message, and its details."""
NOTHING: Final = object()
LISTS: Final = ("missing", "warnings", "bounds")
RULES: Final = ("because", "not-because")
_FROM: Final = {
    "benefit.reductionPoints": "benefit.reduction",
    "benefit.reductionFactor": "benefit.reduction",
    "benefit.firstSelfPayShare": "benefit.reduction",
    "filing.validUntil": "filing.validityMonths",
}
"""Fields that stand in an answer besides the decision that they come from."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Compares answers of one base; `paths` gives the decisions that stand at each path of an answer."""

    rules: Mapping[str, Rule]
    paths: Mapping[str, str]

    def differences(self, expect: Mapping[str, object], answer: Answer) -> Iterator[Difference]:
        """Everything in which an answer differs from what is expected of it."""
        for key, wanted in expect.items():
            if key in RULES:
                yield from self._rules(key, listed(wanted), answer)
            elif key in LISTS:
                yield from _among(key, listed(wanted), answer)
            else:
                yield from self._value(key, wanted, answer)

    def decision(self, path: str) -> str:
        """The decision that stands at a path of an answer, or the path itself where none does."""
        return self.paths.get(_FROM.get(path, path), path)

    def _value(self, path: str, wanted: object, answer: Answer) -> Iterator[Difference]:
        """The difference at a dotted path, if there is one."""
        actual = found_at(answer, path)
        if actual is NOTHING:
            yield path, "field-unknown", {"path": path, "guess": guess(path, _all_paths(answer))}
        elif not same(actual, wanted):
            details = {"path": path, "actual": shown(actual), "expected": shown(wanted)}
            yield path, "case-differs", details | {"reason": self._reason(path, wanted, actual, answer)}

    def _reason(self, path: str, wanted: object, actual: object, answer: Answer) -> Words | str:
        if isinstance(wanted, int | float) and not isinstance(wanted, bool) and isinstance(actual, str):
            return Words("quote", {"value": shown(wanted)})
        rules = [short(r) for r in prevailing(answer, self.decision(path))]
        return Words("rests-on", {"rules": ", ".join(rules)}) if rules else ""

    def _rules(self, key: str, wanted: list[Any], answer: Answer) -> Iterator[Difference]:
        """The rules that should prevail and do not, or the other way round."""
        there = set(prevailing(answer))
        for number, name in enumerate(wanted):
            iri, place = expand(str(name)), f"{key}.{number}"
            if iri not in self.rules:
                yield place, "rule-unknown", {"rule": name, "guess": guess(str(name), map(short, self.rules))}
            elif key == "because" and iri not in there:
                instead = [short(r) for r in prevailing(answer, local(self.rules[iri].decision))]
                words = Words("instead", {"rules": ", ".join(instead)}) if instead else Words("no-instead", {})
                yield place, "because-missing", {"rule": name, "instead": words}
            elif key == "not-because" and iri in there:
                yield place, "because-unwanted", {"rule": name}


def _among(key: str, wanted: list[Any], answer: Answer) -> Iterator[Difference]:
    """The inputs, warnings or bounds that should be in the answer and are not; an empty list allows none at all."""
    plain = entries(key, answer)
    if not wanted and plain:
        yield key, "entry-unwanted", {"path": key, "actual": shown(plain)}
    for number, entry in enumerate(wanted):
        if not any(matches(known, entry) for known in plain):
            actual = shown(plain) if plain else Words("nothing-found", {})
            yield f"{key}.{number}", "entry-missing", {"path": key, "entry": shown(entry), "actual": actual}


def entries(key: str, answer: Answer) -> list[Any]:
    """What an answer lists under one of `LISTS`, as expectations write it."""
    found = list(answer.get(key, ()))
    return [e["input"] if key == "missing" else e["code"] if key == "warnings" else e for e in found]


def matches(known: object, wanted: object) -> bool:
    """Whether an entry is the one that is wanted: of one with parts, in every part that is named."""
    if isinstance(known, Mapping) and isinstance(wanted, Mapping):
        return all(known.get(k) == v for k, v in wanted.items())
    return known == wanted


def prevailing(answer: Answer, decision: str | None = None) -> list[str]:
    """The rules that prevail, of one decision or of all, each once."""
    found = [e for e in answer["because"] if decision in (None, e["decision"])]
    return list(dict.fromkeys(rule for e in found for rule in (e["rule"], *e.get("also", ()))))


def found_at(answer: object, path: str) -> object:
    """What stands at a dotted path of an answer, or `NOTHING`; a part of something that is null is null."""
    found, rest = answer, path
    while rest and found is not None:
        if not isinstance(found, Mapping):
            return NOTHING
        if rest in found:
            return found[rest]
        key, _, rest = rest.partition(".")
        if key not in found:
            return NOTHING
        found = found[key]
    return found


def _all_paths(part: Answer, prefix: str = "") -> Iterator[str]:
    for key, value in part.items():
        yield prefix + key
        if isinstance(value, Mapping):
            yield from _all_paths(value, f"{prefix}{key}.")


def same(actual: object, wanted: object) -> bool:
    """Whether two values are equal: in kind too, and lists in whatever order unless their entries have parts."""
    if isinstance(actual, list) and isinstance(wanted, list):
        if any(isinstance(e, Mapping) and set(e) != {"anyOf"} for e in actual):
            return actual == wanted
        return len(actual) == len(wanted) and _as_sets(actual) == _as_sets(wanted)
    if isinstance(wanted, date):
        wanted = wanted.isoformat()
    return type(actual) is type(wanted) and actual == wanted


def _as_sets(entries: list[Any]) -> set[frozenset[str]]:
    """A list as a set of alternatives: a word alone, several in a list, or several under `anyOf`."""
    groups = (e["anyOf"] if isinstance(e, Mapping) and set(e) == {"anyOf"} else e for e in entries)
    return {frozenset(map(str, g)) if isinstance(g, list) else frozenset([str(g)]) for g in groups}


def listed(value: object) -> list[Any]:
    """An expectation as the list that it stands for."""
    return value if isinstance(value, list) else [] if value is None else [value]


def shown(value: object) -> str:
    """A value as a message shows it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | date):
        return f"'{value}'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {shown(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown(v).strip("'") for v in value) + "]"
    return str(value)


def guess(word: str, known: Iterable[str]) -> Words | str:
    """The known name that was probably meant, as a question."""
    found = get_close_matches(word, list(known), n=1)
    return Words("guess", {"guess": found[0]}) if found else ""
