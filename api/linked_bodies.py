"""Cases in the body of a request in RDF: JSON-LD, Turtle or N-Triples."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from yidi import Base, CaseError
from yidi.api.body import JSON_LD, N_TRIPLES, TURTLE, parse
from yidi.api.problems import Problem
from yidi.api.settings import Settings
from yidi.cases.from_rdf import RdfCase
from yidi.linked.case_documents import jsonld_cases, turtle_cases

__all__ = ["RdfCase", "read_rdf_cases"]

_FORMS = {TURTLE: RdfFormat.TURTLE, N_TRIPLES: RdfFormat.N_TRIPLES}


def read_rdf_cases(media_type: str, body: bytes, base: Base, settings: Settings, language: str) -> list[RdfCase]:
    """The cases of a body, in the order in which it names them, at least one.

    Raises Problem where the body is not of its media type, and CaseError where it holds no case.
    """

    def counted(cases: int) -> None:
        if cases > settings.most_cases:
            raise Problem("too-many-cases", limit=settings.most_cases, count=cases)

    known = (base.vocabulary, base.hospitals, language)
    if media_type == JSON_LD:
        return jsonld_cases(parse(body, settings, language), *known, counted=counted)
    try:
        return turtle_cases(body, *known, _FORMS[media_type], counted=counted)
    except CaseError as error:
        fault = error.faults[0]
        if fault.line is None:
            raise
        raise Problem("malformed-rdf", line=fault.line, column=fault.column, why=fault.message) from None
