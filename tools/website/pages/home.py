"""The first page: what Yidi is, for whom, and one question fully answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from website.model import Page
from website.world import World
from yidi.answers.text import TextWriter
from yidi.names import term


def pages(world: World) -> Iterator[Page]:
    """The one page."""
    labels = {"zh": "Yidi 异地：异地就医政策知识库", "en": "Yidi 异地: the rules of care away from home"}
    yield Page("index.html", "home", "part", "home.j2", labels, lambda language: _context(world, language))


def _context(world: World, language: str) -> Mapping[str, Any]:
    text = world.text("docs/example.yaml")
    case = yaml.safe_load(text)
    base = world.base
    statements = base.query("statement-count")
    return {
        "example": "\n".join(line for line in text.split("\n") if not line.startswith("#")).strip(),
        "answer": TextWriter(base, language).write(base.decide(case, language=language)),
        "numbers": {
            "decisions": len(base.vocabulary.decisions),
            "rules": len(base.rules),
            "areas": len(base.places.areas),
            "own": len({c for r in base.rules.values() for c in r.jurisdictions if c in base.places.areas}),
            "documents": len(world.graph.instances(term("Document"))),
            "provisions": len(base.sources),
            "statements": sum(row["statements"] for row in statements),
            "disagreements": len(base.disagreements),
            "processes": len(world.graph.instances(term("Process"))),
            "cases": len(world.report.examples),
            "queries": len(world.library),
            "claims": len(base.claims),
        },
    }
