"""The shapes of a base: read once, with what they say beyond SHACL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.errors import BaseError
from yidi.files import builtin_folder, shown
from yidi.model import Labels
from yidi.names import LABEL, local, term
from yidi.shacl import Shapes, read_shapes

if TYPE_CHECKING:
    from yidi.base import Base

__all__ = ["About", "FilingShapes", "load_shapes", "read_shape_files", "shape_triples"]

_REMEDY: Final = term("remedy")
_RESTS_ON: Final = term("restsOn")
_BASIS: Final = term("basis")
_SAID: Final = frozenset({LABEL, _REMEDY, _RESTS_ON, _BASIS})


@dataclass(frozen=True, slots=True)
class About:
    """What a shape says of itself: what it demands, what to do where it is not met, and on what it rests."""

    labels: Labels
    remedies: Labels
    rests_on: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilingShapes:
    """The shapes of a base, prepared, and what each says of itself by its IRI."""

    shapes: Shapes
    triples: tuple[ox.Triple, ...]
    about: Mapping[str, About]
    decisions: tuple[str, ...]
    facts: tuple[str, ...]


def read_shape_files(folder: Path | None) -> dict[str, bytes]:
    """The content of every file of shapes, by the path that findings show."""
    root = (folder or builtin_folder()) / "shapes"
    return {shown(path): path.read_bytes() for path in sorted(root.rglob("*.ttl"))}


def shape_triples(texts: Mapping[str, bytes]) -> list[ox.Triple]:
    """The statements of files of shapes; raises BaseError where one is not Turtle."""
    found: list[ox.Triple] = []
    for name, content in texts.items():
        try:
            quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
        except SyntaxError as error:
            raise BaseError([f"{name}:{error.lineno}:{error.offset}  error  turtle-syntax  {error.msg}"]) from None
        found += [quad.triple for quad in quads]
    return found


def load_shapes(base: Base) -> FilingShapes:
    """The shapes of a base; raises BaseError where one cannot be read, ShapesError where one is ill-formed."""
    triples = shape_triples(read_shape_files(base.folder))
    about = _about(triples)
    named = dict.fromkeys(local(iri) for each in about.values() for iri in each.rests_on)
    return FilingShapes(
        shapes=read_shapes(triples),
        triples=tuple(triples),
        about=about,
        decisions=tuple(name for name in named if name in base.tables),
        facts=tuple(name for name in named if name not in base.tables and name in base.vocabulary.inputs),
    )


def _about(triples: Iterable[ox.Triple]) -> dict[str, About]:
    said: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    for triple in triples:
        value = triple.object
        if triple.predicate.value not in _SAID or not isinstance(triple.subject, ox.NamedNode):
            continue
        if isinstance(value, ox.Literal | ox.NamedNode):
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    return {
        iri: About(
            _texts(of.get(LABEL, ())),
            _texts(of.get(_REMEDY, ())),
            _iris(of.get(_RESTS_ON, ())),
            _iris(of.get(_BASIS, ())),
        )
        for iri, of in said.items()
    }


def _texts(values: Iterable[ox.Literal | ox.NamedNode]) -> Labels:
    return {v.language or "": v.value for v in values if isinstance(v, ox.Literal)}


def _iris(values: Iterable[ox.Literal | ox.NamedNode]) -> tuple[str, ...]:
    return tuple(v.value for v in values if isinstance(v, ox.NamedNode))
