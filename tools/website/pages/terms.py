"""A page for each term of the ontology, one for each code list, and one of all inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from website.figures import class_hierarchy
from website.model import Entry, Page
from website.pages.decisions import input_words
from website.world import World, slug
from yidi.names import DEFINITION, NS, RDFS, SKOS, TYPE, short, term

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_KINDS: Final = (
    ("class", (_OWL + "Class",)),
    ("property", (_OWL + "ObjectProperty", _OWL + "DatatypeProperty", _OWL + "AnnotationProperty")),
    ("datatype", (RDFS + "Datatype",)),
)


def terms(world: World) -> dict[str, list[str]]:
    """The terms of our own by kind, in the order of their names; what is neither is an individual."""
    found: dict[str, list[str]] = {}
    every = sorted(iri for iri in world.graph if iri.startswith(NS) and iri != NS)
    for iri in every:
        types = set(world.graph.iris(iri, TYPE))
        kind = next((kind for kind, those in _KINDS if types.intersection(those)), "individual")
        found.setdefault(kind, []).append(iri)
    return found


def pages(world: World) -> Iterator[Page]:
    """The list with the hierarchy, each term, the inputs, and the code lists."""
    found = terms(world)
    labels = {"zh": "术语", "en": "Terms"}
    yield Page("terms/index.html", "terms", "part", "terms.j2", labels, lambda lang: _all(world, found, lang))
    classes = {slug(iri).lower() for iri in found.get("class", ())}
    for kind, iris in found.items():
        for iri in iris:
            # Names that differ in capital letters alone are one file on some systems.
            shared = kind != "class" and slug(iri).lower() in classes
            yield _term(world, iri, kind, f"{slug(iri)}-{kind}" if shared else slug(iri))
    yield _inputs(world)
    yield from _lists(world)


def _all(world: World, found: Mapping[str, list[str]], language: str) -> Mapping[str, Any]:
    order = [kind for kind in ("class", "property", "datatype", "individual") if kind in found]
    return {
        "terms": {kind: found[kind] for kind in order},
        "diagram": class_hierarchy(world, language, found.get("class", [])),
        "definitions": {iri: world.index.definitions(iri) for iris in found.values() for iri in iris},
    }


def _term(world: World, iri: str, kind: str, file: str) -> Page:
    place = world.graph.place(iri)
    name = iri[len(NS) :]
    context = {
        "iri": iri,
        "kind": kind,
        "place": f"{world.shown_path(place.file)}:{place.line}" if place else "",
        "block": world.lines(place) if place else "",
        "narrower": _narrower(world, iri),
        "properties": _of_domain(world, iri),
        "decisions": [d.iri for d in world.base.vocabulary.decisions.values() if name in d.inputs],
        "conditions": sum(name in r.conditions for r in world.base.rules.values()),
        "uses": world.uses.get(iri, 0),
        "instances": len(world.graph.instances(iri)) if kind == "class" else 0,
    }
    texts = world.index.definitions(iri)
    return Page(
        f"terms/{file}.html", "terms", kind, "term.j2", world.labels(iri), lambda _: context, iri, short(iri), texts
    )


def _narrower(world: World, iri: str) -> list[str]:
    """The classes of our own that are said to be a kind of one."""
    return [c for c in world.graph.instances(_OWL + "Class") if iri in world.graph.iris(c, RDFS + "subClassOf")]


def _of_domain(world: World, iri: str) -> list[tuple[str, str]]:
    """The properties whose domain or range a class is."""
    graph = world.graph
    kinds = (_OWL + "ObjectProperty", _OWL + "DatatypeProperty", _OWL + "AnnotationProperty")
    properties = dict.fromkeys(p for kind in kinds for p in graph.instances(kind))
    return [(how, p) for p in properties for how in ("domain", "range") if iri in graph.iris(p, RDFS + how)]


def _inputs(world: World) -> Page:
    """The page of all inputs."""
    inputs = world.base.vocabulary.inputs
    decisions = world.base.vocabulary.decisions.values()
    rows = [
        {
            **input_words(used),
            "decisions": [d.iri for d in decisions if used.name in d.inputs],
            "rules": sum(used.name in r.conditions for r in world.base.rules.values()),
            "says": world.index.definitions(used.iri),
        }
        for used in inputs.values()
    ]
    entries = tuple(
        Entry(i.name, "input", i.labels, f"input {i.name}", f"{i.name} {i.path or ''}", world.index.definitions(i.iri))
        for i in inputs.values()
    )
    labels = {"zh": "输入和事实", "en": "Inputs and facts"}
    return Page("inputs/index.html", "inputs", "part", "inputs.j2", labels, lambda _: {"rows": rows}, entries=entries)


def _lists(world: World) -> Iterator[Page]:
    lists = world.graph.instances(SKOS + "ConceptScheme")
    codes: dict[str, list[str]] = {iri: [] for iri in lists}
    for iri in world.graph.instances(SKOS + "Concept"):
        for scheme in world.graph.iris(iri, SKOS + "inScheme"):
            codes.setdefault(scheme, []).append(iri)
    labels = {"zh": "代码表", "en": "Code lists"}
    context = {"lists": [(iri, codes[iri], world.index.definitions(iri)) for iri in lists]}
    yield Page("lists/index.html", "lists", "part", "lists.j2", labels, lambda _: context)
    for iri in lists:
        yield _list(world, iri, codes[iri])


def _list(world: World, iri: str, codes: list[str]) -> Page:
    index = world.index
    used = [term(i.name) for i in world.base.vocabulary.inputs.values() if i.code_list == slug(iri)]
    decided = [d.iri for d in world.base.vocabulary.decisions.values() if d.code_list == slug(iri)]
    rows = [
        {"iri": code, "says": index.definitions(code), "broader": index.values(code, SKOS + "broader")}
        for code in codes
    ]
    place = world.graph.place(iri)
    where = f"{world.shown_path(place.file)}:{place.line}" if place else ""
    context = {"iri": iri, "rows": rows, "inputs": used, "decisions": decided, "place": where}
    entries = tuple(
        Entry(slug(c), "code", world.labels(c), c, short(c), world.graph.texts(c, DEFINITION)) for c in codes
    )
    return Page(
        f"lists/{slug(iri)}.html", "lists", "list", "list.j2", world.labels(iri), lambda _: context,
        iri, short(iri), index.definitions(iri), entries,
    )  # fmt: skip
