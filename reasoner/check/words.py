"""Every term and every named thing says what it is, once, in Chinese and in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import DEFINITION, ID, LABEL, NS, SKOS, TYPE, short, term
from yidi.reading.graph import Graph
from yidi.reading.turtle import Literal

LANGUAGES: Final = ("zh", "en")
_DEFINED: Final = frozenset(
    {SKOS + "Concept", SKOS + "ConceptScheme", term("Decision"), term("ProcessStep"), term("Provision")}
)
"""Kinds of things that need a definition, as every term does; of a rule or a place the block says all."""
_WORD: Final = re.compile("[A-Za-z]*[a-z]{3}")
_EACH: Final = sorted(LANGUAGES)
_LETTER: Final = re.compile("[A-Za-z]")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")


def missing_words(graph: Graph) -> Iterator[Finding]:
    """Labels and definitions that are missing, doubled, or in another language."""
    for subject in graph:
        types = graph.iris(subject, TYPE)
        if not subject.startswith((NS, ID)) or not types:
            continue
        yield from _wrong(graph, subject, LABEL, "label")
        if subject.startswith(NS) or not _DEFINED.isdisjoint(types):
            yield from _wrong(graph, subject, DEFINITION, "definition")
            yield from _saying_nothing(graph, subject)


def _saying_nothing(graph: Graph, subject: str) -> Iterator[Finding]:
    """Definitions that only say the label once more."""
    labels = {_bare(t.text) for t in graph.objects(subject, LABEL) if isinstance(t, Literal)}
    for text in graph.objects(subject, DEFINITION):
        if isinstance(text, Literal) and _bare(text.text) in labels:
            details = {"subject": short(subject), "language": text.language, "text": text.text}
            yield Finding("definition-idle", graph.place(subject, DEFINITION, text) or NOWHERE, details)


def _bare(text: str) -> str:
    return text.rstrip(" .。").casefold()


def _wrong(graph: Graph, subject: str, predicate: str, kind: str) -> Iterator[Finding]:
    texts = [t for t in graph.objects(subject, predicate) if isinstance(t, Literal)]
    is_each_there = sorted(t.language for t in texts if t.text.strip()) == _EACH
    if is_each_there and not any(_is_in_the_other(t, kind) for t in texts):
        return  # as nearly all are: one in each language
    count = Counter(t.language for t in texts if t.text.strip())
    stray = sum(text.language not in LANGUAGES for text in texts)  # each may be the one that is missing
    for language in LANGUAGES:
        details: dict[str, object] = {"subject": short(subject), "language": language}
        if not count[language] and stray:
            stray -= 1
        elif not count[language]:
            yield Finding(f"{kind}-missing", graph.place(subject) or NOWHERE, details)
        elif count[language] > 1:
            last = [t for t in texts if t.language == language][-1]
            yield Finding(f"{kind}-repeated", graph.place(subject, predicate, last) or NOWHERE, details)
    for text in texts:
        if text.language not in LANGUAGES:
            details = {
                "subject": short(subject),
                "kind": phrase(kind),
                "language": text.language or phrase("no-language"),
            }
            yield Finding("language-unknown", graph.place(subject, predicate, text) or NOWHERE, details)
        elif _is_in_the_other(text, kind):
            details = {"subject": short(subject), "kind": phrase(kind), "language": text.language}
            yield Finding("language-wrong", graph.place(subject, predicate, text) or NOWHERE, details)


def _is_in_the_other(text: Literal, kind: str) -> bool:
    """Whether a text marked @zh is plain English, or one marked @en is Chinese; an acronym may be both.

    A label that is mostly Chinese is no English one; a definition may quote what stands on a page.
    """
    if text.language == "zh":
        return _CHINESE.search(text.text) is None and _WORD.search(text.text) is not None
    if text.text.isascii():
        return False
    letters = len(_LETTER.findall(text.text))
    return not letters or (kind == "label" and len(_CHINESE.findall(text.text)) > letters)
