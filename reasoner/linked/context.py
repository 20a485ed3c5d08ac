"""The JSON-LD context of a case, made from the ontology: the keys of the JSON form, and what each stands for.

`python -m yidi.linked.context` prints it; `ontology/case.jsonld` holds what it prints.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from yidi.cases.rdf import PLACES, kind_of
from yidi.cases.rdf_parts import listed
from yidi.model import Field
from yidi.names import NS, XSD, individual, local, term
from yidi.reading.vocabulary import Vocabulary

__all__ = ["CONTEXT", "CONTEXT_PATH", "case_context", "context_text"]

CONTEXT_PATH: Final = "/ns/case.jsonld"
CONTEXT: Final = f"https://w3id.org/yidi{CONTEXT_PATH}"
"""The name of the context in a case; whoever knows its content need not fetch it."""

# JSON has these itself; a type beside them would keep them from being written as true and 1 again.
_NATIVE: Final = (XSD + "boolean", XSD + "integer", XSD + "string")

Definition = dict[str, Any]


def case_context(vocabulary: Vocabulary) -> Definition:
    """The context document, for JSON-LD 1.1.

    The keys of a part are defined inside that part alone, so that one key may mean two things in two places.  Any
    other key becomes a property of our vocabulary that no case has, and so is told as unknown instead of lost.
    """
    return {"@context": {"@version": 1.1, "@vocab": NS, **_keys("", vocabulary)}}


def context_text(vocabulary: Vocabulary) -> str:
    """The context document as its file has it."""
    return json.dumps(case_context(vocabulary), ensure_ascii=False, indent=2) + "\n"


def _keys(part: str, vocabulary: Vocabulary) -> dict[str, Definition]:
    """What the keys of a part of the case stand for."""
    inside = sorted(f.path for f in vocabulary.fields.values() if f.path.rpartition(".")[0] == part)
    return {path.rpartition(".")[2]: _definition(vocabulary.fields[path], vocabulary) for path in inside}


def _definition(field: Field, vocabulary: Vocabulary) -> Definition:
    name = field.path.rpartition(".")[2]
    match kind_of(field):
        case "part":
            return _part(field, vocabulary)
        case "code":
            return _words(field, name, local(field.value_type or ""))
        case "place":
            return _words(field, name, PLACES[field.value_type or ""][0])
    typed = {} if field.value_type in _NATIVE else {"@type": field.value_type}
    return {"@id": field.iri, **typed}


def _part(field: Field, vocabulary: Vocabulary) -> Definition:
    """A part of the case.

    Where its kind has codes, a text in its place is the code of a known one, and stays a text: typed as an IRI it would
    be taken for a relative one, and typed as a word of a vocabulary it would never be the key of a part written out.
    """
    inside = _keys(field.path, vocabulary)
    coded = any(each["@id"] == term("code") for each in inside.values())
    return {"@id": field.iri, **({} if coded else {"@type": "@id"}), "@context": inside}


def _words(field: Field, name: str, kind: str) -> Definition:
    """A field whose texts are the last parts of IRIs of one kind.

    Its values are read without the keys around it, since a code such as `emergency` may be one of them; but its own
    definition has to stand there again.
    """
    found: Definition = {"@id": field.iri, "@type": "@vocab"}
    if field.path in listed():
        found["@container"] = "@set"
    return {**found, "@context": [None, {"@version": 1.1, "@vocab": individual(kind, ""), name: found}]}


def main() -> None:
    """Prints the context of the base in the folder named first, or of the built-in one."""
    from yidi.base import load  # noqa: PLC0415 - only when run

    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    sys.stdout.write(context_text(load(folder).vocabulary))


if __name__ == "__main__":
    main()
