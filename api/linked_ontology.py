"""All terms of the ontology on one page: classes, properties and datatypes, each under its own name."""

from __future__ import annotations

from typing import Final

from yidi.api.linked_page import Page, quoted
from yidi.api.linked_words import OWL, WORDS
from yidi.linked.index import ONTOLOGY
from yidi.names import NS, RDFS, TYPE

_CLASSES: Final = {OWL + "Class"}
_DATATYPES: Final = {RDFS + "Datatype"}


def ontology_page(page: Page) -> str:
    """The page; the fragment of a term's IRI leads to its place there."""
    words = WORDS[page.language]
    groups: dict[str, list[str]] = {"classes": [], "properties": [], "datatypes": []}
    for iri in page.index.iris():
        if iri.startswith(NS):
            groups[_group(page, iri)].append(_entry(page, iri))
    content = f"<p>{quoted(_text(page, ONTOLOGY))}</p>" + "".join(
        f'<h2>{words[name]} <span class="soft">{len(entries)}</span></h2><dl>{"".join(entries)}</dl>'
        for name, entries in groups.items()
    )
    return page.whole(page.label(ONTOLOGY), ONTOLOGY, f"{page.root}/ns", content)


def _group(page: Page, iri: str) -> str:
    kinds = set(page.index.values(iri, TYPE))
    return "classes" if kinds & _CLASSES else "datatypes" if kinds & _DATATYPES else "properties"


def _entry(page: Page, iri: str) -> str:
    name = iri[len(NS) :]
    return (
        f'<dt id="{quoted(name)}">{page.link(iri)} <code>yidi:{quoted(name)}</code></dt>'
        f"<dd>{quoted(_text(page, iri))}</dd>"
    )


def _text(page: Page, iri: str) -> str:
    """The definition in the page's language."""
    found = page.index.definitions(iri)
    return found.get(page.language) or next(iter(found.values()), "")
