"""``python -m yidi.shacl DATA SHAPES``: the standard report as Turtle, so that any suite of tests can drive it."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox

from yidi.errors import YidiError
from yidi.shacl import Data, read_shapes, report_triples, validate

_PREFIXES = {"sh": "http://www.w3.org/ns/shacl#", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def main(arguments: list[str]) -> int:
    """Validate a file with another; 0 where it conforms, 1 where not, 2 where a file cannot be used."""
    try:
        data, shapes = map(_triples, arguments)
        report = validate(read_shapes(shapes), Data(data))
    except (OSError, SyntaxError, TypeError, YidiError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ValueError:
        sys.stderr.write("Usage: python -m yidi.shacl DATA SHAPES\n")
        return 2
    ox.serialize(report_triples(report), sys.stdout.buffer, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    return 0 if report.conforms else 1


def _triples(path: str) -> list[ox.Triple]:
    file = Path(path)
    return [quad.triple for quad in ox.parse(path=file, base_iri=file.absolute().as_uri())]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
