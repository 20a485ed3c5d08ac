"""The diagrams of the site: which decision requires what, and which class is a kind of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from website.diagram import Node, Size, svg
from website.model import of
from website.world import World
from yidi.model import Decision
from yidi.names import NS, RDFS, local

_LETTERS: Final = {"zh": 9, "en": 18}
"""How many letters fit on a line of a box."""


def requirements(world: World, language: str, decisions: Mapping[str, Decision], here: str) -> Markup:
    """The diagram of these decisions and their facts; addresses are those from a page of the decisions."""
    inputs = world.base.vocabulary.inputs
    nodes = [_node(d.name, of(d.labels, language), language, "here" if d.name == here else "decision",
                   "" if d.name == here else f"{d.name}.html") for d in decisions.values()]  # fmt: skip
    facts: dict[str, Node] = {}
    edges: list[tuple[str, str]] = []
    for decision in decisions.values():
        for used in (inputs[name] for name in decision.inputs):
            if used.of_decision and used.of_decision in decisions:
                edges.append((used.of_decision, decision.name))
            if used.operator:
                fact = f"fact {used.name}"
                label = of(used.labels, language)
                facts[fact] = _node(fact, label, language, "fact", f"../inputs/index.html#{used.name}")
                edges.append((fact, decision.name))
                edges += [(o[1:], fact) for o in used.operands if o.startswith("=") and o[1:] in decisions]
    title = "判定需求图" if language == "zh" else "Decision requirements diagram"
    return Markup(svg([*nodes, *facts.values()], edges, title))  # noqa: S704 - the drawing escapes its texts


def class_hierarchy(world: World, language: str, classes: Iterable[str]) -> Markup:
    """The diagram of classes, the wider at the left; addresses are those from a page of the terms."""
    names = [iri for iri in classes if iri.startswith(NS)]
    edges = [
        (wider, iri) for iri in names for wider in world.graph.iris(iri, RDFS + "subClassOf") if wider in names
    ] + [(wider, iri) for iri in names for wider in _defined_within(world, iri, names)]
    joined = {iri for edge in edges for iri in edge}
    nodes = [
        _node(iri, of(world.labels(iri), language), language, "decision", f"{local(iri)}.html")
        for iri in names
        if iri in joined
    ]
    title = "类的层次" if language == "zh" else "Hierarchy of the classes"
    return Markup(svg(nodes, edges, title, Size(width=150, height=38, gap=6)))  # noqa: S704 - the drawing escapes its texts


def _defined_within(world: World, iri: str, names: list[str]) -> list[str]:
    """The classes of which a defined class is the part that meets further conditions."""
    owl = "http://www.w3.org/2002/07/owl#"
    return [
        member
        for defined in world.graph.iris(iri, owl + "equivalentClass")
        for head in world.graph.iris(defined, owl + "intersectionOf")
        for member in world.graph.list(head)
        if isinstance(member, str) and member in names
    ]


def _node(name: str, label: str, language: str, style: str, href: str) -> Node:
    width = _LETTERS[language]
    lines = [label[n : n + width] for n in range(0, len(label), width)] if language == "zh" else wrap(label, width)
    return Node(name, tuple(lines[:2]), style, href)
