"""What is found in a filing, in words: the shape's own message and remedy, with labels in place of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from yidi.cases.rdf import kind_of
from yidi.cases.rdf_terms import prefixed
from yidi.filings.judge import Found
from yidi.filings.shapes import About
from yidi.model import Field
from yidi.names import ID, XSD, local
from yidi.shacl.terms import sh
from yidi.values import NUMBERS

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.filings.judge import Judge

__all__ = ["NOTHING", "UNTOUCHED", "Words"]

_OURS: Final = re.compile(re.escape(ID) + r"[a-z-]+/[A-Za-z0-9_~%-]+(\.[A-Za-z0-9_~%-]+)*")
_VARIABLE: Final = re.compile(r"\{[?$](\w+)\}")
_CLOSED: Final = sh("ClosedConstraintComponent")
_MOST_CODES: Final = 12
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "meant": {"zh": "是否想写 {guess}？", "en": "Did you mean {guess}?"},
    "codes": {"zh": "可以写：{codes}。", "en": "It may be {codes}."},
    "typed": {"zh": "在 Turtle 中要写明类型，例如 {text}。", "en": "In Turtle the type belongs to it, as in {text}."},
    "and": {"zh": "、", "en": ", "},
    "more": {"zh": "等", "en": ", …"},
    "gap": {"zh": "", "en": " "},
}
NOTHING: Final[Mapping[str, str]] = {
    "zh": "这里没有可以检查的备案。请给出一份备案或者个案。",
    "en": "There is no filing to check here. Give a filing or a case.",
}
UNTOUCHED: Final[Mapping[str, str]] = {
    "zh": "没有一条形状适用于这里的内容，所以什么也没有检查。请确认内容是一份备案或者个案。",
    "en": "No shape applies to what is here, so nothing was checked. Make sure that it is a filing or a case.",
}
"""Nothing to check is no pass: it is said so."""


class Words:
    """Says what was found, in one language."""

    def __init__(self, judge: Judge, language: str) -> None:
        self._base: Base = judge.base
        self._about: Mapping[str, About] = judge.shapes.about
        self._keys = judge.lifter.keys
        self._labels = judge.labels
        self._language = language

    def message(self, found: Found) -> str:
        """What is wrong, in a sentence."""
        return self._labelled(_in(self._language, {m.language or "": m.value for m in found.result.messages}))

    def remedy(self, found: Found) -> str:
        """What to do, with the words that may stand there where one was not known."""
        about = self._about.get(found.shape)
        template = _in(self._language, about.remedies) if about else ""
        told = _VARIABLE.sub(lambda m: self._shown(found, m[1]), template)
        return self._say("gap").join(filter(None, (self._labelled(told), self._hint(found, told))))

    def label(self, shape: str) -> str:
        """What a shape demands, in a few words."""
        about = self._about.get(shape)
        return _in(self._language, about.labels) if about else ""

    def basis(self, found: Found) -> list[dict[str, Any]]:
        """The provisions behind it: those of its rules, else those of its shape."""
        rules = [self._base.rules[iri] for iri in found.rules if iri in self._base.rules]
        about = self._about.get(found.shape)
        named = [s for rule in rules for s in rule.basis] or list(about.basis if about else ())
        return [self._source(iri) for iri in dict.fromkeys(named) if iri in self._base.sources]

    def rules(self, found: Found) -> list[dict[str, str]]:
        """The rules behind it, with their labels."""
        known = (self._base.rules[iri] for iri in found.rules if iri in self._base.rules)
        return [{"rule": rule.iri, "label": _in(self._language, rule.labels)} for rule in known]

    def _source(self, iri: str) -> dict[str, Any]:
        source = self._base.sources[iri]
        return {
            "document": source.identifier,
            "title": _in(self._language, source.title),
            "provision": _in(self._language, source.labels),
            "authority": source.authority,
            "source": iri,
        }

    def _hint(self, found: Found, told: str) -> str:
        """What was probably meant by an unknown code or key; else the codes there are, or the type of a literal."""
        if found.result.component == _CLOSED:
            *_, key = found.path.split(".")
            return self._meant(key, self._keys(found.path.rpartition(".")[0]))
        place = self._base.vocabulary.fields.get(found.path)
        if place is None or found.value is None:
            return ""
        if kind_of(place) != "code":
            return self._typed(found, place)
        codes = self._base.vocabulary.lists[local(place.value_type or "")].codes
        if found.value in codes:
            return ""
        meant = self._meant(found.value, codes) if isinstance(found.value, str) else ""
        return meant or ("" if all(code in told for code in codes) else self._choice(codes))

    def _typed(self, found: Found, place: Field) -> str:
        """How a literal is written in Turtle that has the text of its field and another type."""
        value = found.result.value
        if not isinstance(value, Literal) or place.value_type is None or kind_of(place) not in ("date", *NUMBERS):
            return ""
        if value.datatype.value != XSD + "string":  # JSON and YAML type what they say by the field
            return ""
        return self._say("typed").format(text=f'"{value.value[:60]}"^^{prefixed(place.value_type)}')

    def _meant(self, word: str, known: Iterable[str]) -> str:
        near = get_close_matches(word[:60], list(known), n=1, cutoff=0.7)
        return self._say("meant").format(guess=near[0]) if near else ""

    def _choice(self, codes: Sequence[str]) -> str:
        listed = self._say("and").join(codes[:_MOST_CODES]) + (self._say("more") if len(codes) > _MOST_CODES else "")
        return self._say("codes").format(codes=listed)

    def _shown(self, found: Found, name: str) -> str:
        value = found.result.bindings.get(name)
        return value.value if isinstance(value, Literal | NamedNode) else "…"

    def _labelled(self, text: str) -> str:
        """The text with labels for our own addresses."""
        return _OURS.sub(lambda match: _in(self._language, self._labels(match[0])) or match[0], text)

    def _say(self, name: str) -> str:
        return _WORDS[name][self._language]


def _in(language: str, texts: Mapping[str, str]) -> str:
    """The text in a language, or in any other that there is."""
    return texts.get(language) or next(iter(texts.values()), "")
