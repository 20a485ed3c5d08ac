"""Documents in JSON-LD, Turtle and N-Triples read as cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from yidi.cases.from_rdf import RdfCase, described_cases
from yidi.cases.messages import RDF as WORDS
from yidi.errors import CaseError, Fault, one_line
from yidi.linked.context import CONTEXT
from yidi.linked.jsonld import BASE, jsonld_triples
from yidi.reading.vocabulary import Vocabulary

__all__ = ["MALFORMED", "jsonld_cases", "rdf_statements", "turtle_cases"]

MALFORMED: Final = "syntax"
MOST_CHARACTERS: Final = 50_000_000  # of all terms together: a short prefix may stand for a long IRI
_PLACE: Final = re.compile(r"^Parser error at line .*?: (.*)$", re.DOTALL)


def jsonld_cases(
    document: object,
    vocabulary: Vocabulary,
    hospitals: Container[str] = (),
    lang: str = "en",
    *,
    counted: Callable[[int], object] = bool,
) -> list[RdfCase]:
    """The cases of a JSON-LD document in its order; raises CaseError when it cannot be read or holds none."""
    triples = jsonld_triples(document, vocabulary, lang)
    if not triples:
        raise CaseError([Fault("", WORDS["no-context"][lang].format(known=CONTEXT))])
    return described_cases(triples, vocabulary, hospitals, lang, counted=counted)


def turtle_cases(
    content: bytes,
    vocabulary: Vocabulary,
    hospitals: Container[str] = (),
    lang: str = "en",
    form: RdfFormat = RdfFormat.TURTLE,
    *,
    counted: Callable[[int], object] = bool,
) -> list[RdfCase]:
    """The cases of a Turtle or N-Triples text in the order in which it names them.

    Raises CaseError when it holds none, or is not well-formed: then the fault has line and column.
    """
    return described_cases(rdf_statements(content, form, lang), vocabulary, hospitals, lang, counted=counted)


def rdf_statements(content: bytes, form: RdfFormat, lang: str) -> list[Triple]:
    """The statements of a text; raises CaseError, with line and column, where it is ill-formed or grows too large."""
    found: list[Triple] = []
    characters = 0
    base = None if form == RdfFormat.N_TRIPLES else BASE
    try:
        for quad in parse(content, format=form, base_iri=base):
            characters += len(str(quad))
            if characters > MOST_CHARACTERS:
                raise CaseError([Fault("", WORDS["growth"][lang])])
            found.append(quad.triple)
    except SyntaxError as error:
        match = _PLACE.match(error.msg)
        why = one_line((match[1] if match else error.msg)[:200])
        message = WORDS[MALFORMED][lang].format(language=form.name, why=why)
        raise CaseError([Fault("", message, error.lineno or 1, error.offset or 1)]) from None
    return found
