"""The institutions that a store holds beside those of the base, as the `visit.hospital` part of a case has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from yidi.cases.rdf import NOTHING, kind_of
from yidi.cases.rdf_parts import listed
from yidi.names import LABEL, individual, local, term
from yidi.store.store import MEMORY, open_store

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.store.store import Store

_HOSPITAL: Final = "visit.hospital"
_OURS: Final = individual("hospital", "")
_NAME: Final = term("name")
_NO_LANGUAGE: Final = "und"
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}

_Term = ox.NamedNode | ox.Literal
_Said = Mapping[str, list[_Term]]
"""What is said of one institution, by property."""


@dataclass(frozen=True, slots=True)
class Institutions:
    """What is known of institutions, their names by language, and their IRIs, all by id.

    The id is what comes after `https://w3id.org/yidi/id/hospital/`; of an IRI that begins otherwise it is the whole.
    """

    facts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    iris: Mapping[str, str] = field(default_factory=dict)

    def added_to(self, base: Base) -> Base:
        """The base that knows these institutions as well, so that a case may name one by its id."""
        return replace(base, hospitals={**base.hospitals, **self.facts}) if self.facts else base


@dataclass(frozen=True, slots=True)
class _Fact:
    """A field of `visit.hospital`: what each term means there, in the order of messages."""

    key: str
    values: Mapping[str, object]
    several: bool


def institutions_at(where: str, base: Base) -> Institutions:
    """The institutions of the store at a place, which is closed again; memory holds none beside the base.

    Raises StoreError if the store cannot be used.
    """
    if where == MEMORY:
        return Institutions()
    store = open_store(where, base)
    try:
        return read_institutions(store, base)
    finally:
        store.close()


def read_institutions(store: Store, base: Base) -> Institutions:
    """All institutions of a store of which anything is known, those of the base among them, in the order of their ids.

    Where the store contradicts the base, the store prevails; where it contradicts itself, or names a code or place
    that the base does not have, the fact is not known.
    """
    fields = _facts(base)
    found = _said(store, fields)
    iris = {iri.removeprefix(_OURS): iri for iri in sorted(found)}
    facts = {name: _known(found[iri], fields, base.hospitals.get(name, {})) for name, iri in iris.items()}
    return Institutions(facts, {name: _labels(found[iri]) for name, iri in iris.items()}, iris)


def _facts(base: Base) -> Mapping[str, _Fact]:
    """The fields of an institution that have codes, places or flags, by property."""
    found: dict[str, _Fact] = {}
    for path, each in base.vocabulary.fields.items():
        holder, _, key = path.rpartition(".")
        if holder != _HOSPITAL:
            continue
        match kind_of(each):
            case "code":
                concepts = base.vocabulary.lists[local(each.value_type or "")].concepts
                found[each.iri] = _Fact(key, {c.iri: c.code for c in concepts}, path in listed())
            case "place":
                places = (c for c in base.places.divisions if c in base.case_vocabulary.places)
                found[each.iri] = _Fact(key, {individual("division", c): c for c in places}, several=False)
            case "boolean":
                found[each.iri] = _Fact(key, _FLAGS, several=False)
    return found


def _said(store: Store, properties: Iterable[str]) -> Mapping[str, _Said]:
    """What a store says of its institutions, by IRI: all in one query, a row for each statement."""
    named = ", ".join(f"<{iri}>" for iri in (LABEL, _NAME, *properties))
    # With VALUES in the place of the filter Oxigraph takes twice as long.
    rows = store.query(
        f"SELECT ?institution ?property ?value WHERE {{ ?institution a <{term('MedicalInstitution')}> ; "
        f"?property ?value . FILTER(?property IN ({named})) }}"
    )
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT has solutions
    found: dict[str, dict[str, list[_Term]]] = defaultdict(dict)
    for institution, predicate, value in rows:
        if isinstance(institution, ox.NamedNode) and isinstance(value, _Term):
            found[institution.value].setdefault(predicate.value, []).append(value)
    return found


def _known(said: _Said, fields: Mapping[str, _Fact], before: Mapping[str, object]) -> dict[str, object]:
    """The facts that the statements agree on; `before` is what the base alone says."""
    known: dict[str, object] = {}
    for iri, terms in said.items():
        if (fact := fields.get(iri)) is None:
            continue
        values = list(dict.fromkeys(fact.values[t.value] for t in terms if t.value in fact.values))
        if fact.several:
            nothing = NOTHING in terms
            if nothing != bool(values):
                known[fact.key] = [v for v in fact.values.values() if v in values]
            continue
        if len(values) > 1:
            values = [v for v in values if v != before.get(fact.key)]
        if len(values) == 1:
            known[fact.key] = values[0]
    return known


def _labels(said: _Said) -> dict[str, str]:
    """The names by language; a name by `yidi:name` counts where there is no label."""
    terms = said.get(LABEL) or said.get(_NAME) or []
    written = sorted((t.language or _NO_LANGUAGE, t.value) for t in terms if isinstance(t, ox.Literal))
    return dict(reversed(written))  # of several in one language always the same one
