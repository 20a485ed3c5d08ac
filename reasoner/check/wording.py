"""What a rule calls itself and quotes, against its conditions: "二级医院" has no place in a rule for tertiary ones.

The words are those of the ontology: the labels of codes and their other names (skos:altLabel), and of an input that is
true or false what is said in either case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from yidi.check.figure import own_words
from yidi.finding import NOWHERE, Finding
from yidi.model import CodeList, Input, Rule, Value
from yidi.names import LABEL, SKOS, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal
from yidi.values import NUMBERS

if TYPE_CHECKING:
    from yidi.base import Base

_OTHERWISE: Final = SKOS + "altLabel"
_SAID: Final = {"true": term("saidIfTrue"), "false": term("saidIfFalse")}
_APART: Final = {
    "zh": r"(?<![非未不无除没有同按照执行至到比较])(?<![非未不无除没]\w)(?<![非未不无除没]\w\w)"
    r"(?<!未\w{3})(?<!未\w{4})(?<!未\w{5})",
    "en": r"(?<!\w)(?<!\bno )(?<!\bnot )(?<!\bnon-)(?<!\bthan )(?<!\bthat of )"
    r"(?<!\babove )(?<!\bbelow )(?<!\bunder )(?<!\boutside )(?<!\babove the )(?<!\bbelow the )(?<!\bunder the )"
    r"(?<!\bpaid as )(?<!\bas for )(?<!\bas of )(?<!\blike )",
}
"""What stands before a word where it is denied, or where something else is only likened to it or compared with it."""
_DENIED: Final = {"zh": re.compile("(?!)"), "en": re.compile(r"\b(?:no|none|nor|neither|without|before|save|except)\b")}
"""Words after which English says of all that follows that it is not so, or only that it comes later."""
_EXCEPTED: Final = re.compile("除[^，。；]{1,20}?外|[（(]不?(?:含|包括)[^（()）]*[）)]")
"""Chinese that says of whom or what something does not hold, or holds as well: "除长期居住和转诊人员以外"."""
_ENGLISH: Final = re.compile("[a-z][a-z-]+")
_END: Final = {"zh": "(?!(?:医院|医疗机构|机构|人员)?(?:以[上下外]|之外|除外))", "en": r"(?=s?(?!\w))"}
"""What stands behind a word, or must not: "三级以下" is not of the third level, "三级及以下" is."""


def contradicted_words(graph: Graph, base: Base) -> Iterator[Finding]:
    """Labels and figures that name other codes than the rule's conditions do, or such as it has no condition for."""
    words = _Words(graph, base)
    rules = (*base.rules.values(), *base.claims.values())
    for rule in rules:
        if not words.may_differ(rule):
            continue  # as of nearly all rules
        told: set[str] = set()
        for predicate, text in _texts(graph, rule):
            own = own_words(text.text, _numbers(rule)) if predicate != LABEL else text.text
            beside = words.named(own, text.language, rule) if own != text.text else None
            for name, codes in words.named(text.text, text.language, rule).items():
                if beside is not None and not (name in beside and _judged(words, rule, name, beside[name])):
                    continue  # those words go with another number
                if name not in told and (found := _judged(words, rule, name, codes)):
                    told.add(name)
                    about = {"subject": short(rule.iri), "words": text.text, "predicate": f"yidi:{name}"}
                    yield Finding(found[0], graph.place(rule.iri, predicate, text) or NOWHERE, {**about, **found[1]})


def _texts(graph: Graph, rule: Rule) -> Iterator[tuple[str, Literal]]:
    for predicate in (LABEL, term("figure")):
        for text in graph.objects(rule.iri, predicate):
            if isinstance(text, Literal) and text.language in _APART:
                yield predicate, text


def _numbers(rule: Rule) -> list[Value]:
    return [v for v in (*rule.values, rule.at_least, rule.at_most) if v and v.kind in NUMBERS]


def _judged(words: _Words, rule: Rule, name: str, codes: frozenset[str]) -> tuple[str, dict[str, str]] | None:
    """What is wrong with a text of a rule that names these codes of an input, and the details of it."""
    condition = rule.conditions.get(name)
    named = {"named": words.written(name, codes)}
    if condition is not None:
        if words.akin(name, condition.codes).isdisjoint(codes):
            return "words-differ", {**named, "wanted": words.written(name, condition.codes)}
        return None
    if rule.is_bound or len(codes) > 1:
        return None
    others = {code for twin in words.twins(rule, name) for code in twin.conditions[name].codes} - codes
    return ("condition-missing", {**named, "others": words.written(name, others)}) if others else None


def _heads(text: str) -> set[str]:
    """How words in a text may begin: with one of its characters, or as one of its English words does."""
    return {*text, *_ENGLISH.findall(text)}


@cache
def _pattern(word: str, language: str) -> re.Pattern[str]:
    return re.compile(_APART[language] + re.escape(word) + _END[language])


_Index = Mapping[str, Sequence[tuple[str, Sequence[tuple[str, set[str]]]]]]


@dataclass
class _Words:
    """By which words the texts of a rule name the codes of the inputs of its decision."""

    graph: Graph
    base: Base

    def __post_init__(self) -> None:
        self._of_input: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._indexes: dict[str, _Index] = {}
        self._akin: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}

    def akin(self, name: str, codes: tuple[str, ...]) -> frozenset[str]:
        """Codes of an input with all that are narrower; words for a wider one say more than the condition does."""
        if (found := self._akin.get((name, codes))) is None:
            known = self.base.vocabulary.lists.get(self.base.vocabulary.inputs[name].code_list or "")
            narrower = (c.code for c in known.concepts if not set(codes).isdisjoint(c.broader)) if known else ()
            found = self._akin[name, codes] = frozenset((*codes, *narrower))
        return found

    def may_differ(self, rule: Rule) -> bool:
        """Whether a text of the rule has a word in it that is not one for what the conditions say."""
        if (index := self._indexes.get(rule.decision)) is None:
            index = self._indexes[rule.decision] = self._index(rule.decision)
        text = "\n".join((*rule.labels.values(), rule.figure)).lower()
        conditions = rule.conditions
        for head in index.keys() & _heads(text):  # few of the words begin with any of them
            for word, meant in index[head]:
                if word in text:
                    for name, codes in meant:
                        if name not in conditions or codes.isdisjoint(self.akin(name, conditions[name].codes)):
                            return True
        return False

    def _index(self, decision: str) -> _Index:
        """By how it begins each word for codes of the inputs of a decision, with the codes."""
        found: dict[str, dict[str, list[tuple[str, set[str]]]]] = {}
        for name in self.base.vocabulary.decisions[decision].inputs:
            for language in _APART:
                for word, codes in self._words(name, language).items():
                    first = word[0] if language == "zh" else word.split()[0]
                    for head in {first, first if language == "zh" else f"{first}s"}:
                        found.setdefault(head, {}).setdefault(word, []).append((name, codes))
        return {head: tuple(words.items()) for head, words in found.items()}

    def named(self, text: str, language: str, rule: Rule) -> Mapping[str, frozenset[str]]:
        """The codes that a text names, by input; a word that is part of a longer one there is not told apart.

        Of a word for codes of several inputs those count that the rule's conditions name, if they name any.
        """
        words = _EXCEPTED.sub("\n", text.lower())
        if denied := _DENIED[language].search(words):
            words = words[: denied.start()]
        index = self._indexes[rule.decision]
        here = [each for head in index.keys() & _heads(words) for each in index[head] if each[0] in words]
        found: dict[str, set[str]] = defaultdict(set)
        for word, meant in sorted(here, key=lambda each: len(each[0]), reverse=True):
            words, count = _pattern(word, language).subn("\n", words)
            for name, codes in ([each for each in meant if self._is_so(rule, *each)] or meant) if count else ():
                if not self._is_part(rule, word, name, codes, language):
                    found[name].update(codes)
        return {name: frozenset(codes) for name, codes in found.items()}

    def _is_so(self, rule: Rule, name: str, codes: set[str]) -> bool:
        """Whether a condition of the rule is on one of these codes of an input."""
        condition = rule.conditions.get(name)
        return condition is not None and not codes.isdisjoint(self.akin(name, condition.codes))

    def _is_part(self, rule: Rule, word: str, name: str, codes: set[str], language: str) -> bool:
        """Whether a word is short for a code of a condition, and not for a wider one: "outpatient" for chronic ones."""
        condition = rule.conditions.get(name)
        if condition is None or any(set(condition.codes) & self.akin(name, (code,)) for code in codes):
            return False
        longer = self._words(name, language).items()
        return any(word in other and not meant.isdisjoint(condition.codes) for other, meant in longer)

    def written(self, name: str, codes: frozenset[str] | set[str] | tuple[str, ...]) -> str:
        """Codes as an author writes them."""
        kind = self.base.vocabulary.inputs[name].code_list
        return ", ".join(f"{kind}:{c}" if kind else f"{name} {c}" for c in sorted(codes))

    def twins(self, rule: Rule, name: str) -> Iterator[Rule]:
        """Rules of the same decision and place that have a condition on this input, and are else on the same ones."""
        for other in (*self.base.rules.values(), *self.base.claims.values()):
            if other.decision == rule.decision and name in other.conditions and other.claimed == rule.claimed:
                rest = {n: c for n, c in other.conditions.items() if n != name}
                if rest == rule.conditions and not set(rule.jurisdictions).isdisjoint(other.jurisdictions):
                    yield other

    def _words(self, name: str, language: str) -> dict[str, set[str]]:
        """The codes of an input by each word for them."""
        key = (name, language)
        if key not in self._of_input:
            used = self.base.vocabulary.inputs[name]
            found = self._of_input[key] = {}
            for code, word in self._said(used, self.base.vocabulary.lists.get(used.code_list or "")):
                if word.language == language and word.text.strip():
                    found.setdefault(word.text.lower(), set()).add(code)
        return self._of_input[key]

    def _said(self, used: Input, codes: CodeList | None) -> Iterator[tuple[str, Literal]]:
        told = [(c.code, c.iri, p) for c in codes.concepts for p in (LABEL, _OTHERWISE)] if codes else []
        told += [(code, used.iri, predicate) for code, predicate in _SAID.items()]
        for code, subject, predicate in told:
            for word in self.graph.objects(subject, predicate):
                if isinstance(word, Literal):
                    yield code, word
