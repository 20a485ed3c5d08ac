"""A thing of the base as a page for people, in Chinese or English; everything from the base is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from yidi.api.linked_words import STANDARD, WORDS
from yidi.linked.index import Index
from yidi.names import DCTERMS, ID, NS, RDF, TYPE, XSD, short, term

__all__ = ["FORMATS", "Page", "quoted"]

FORMATS: Final = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
MOST_POINTING: Final = 100  # shown of what points at a thing
MOST_DEPTH: Final = 8  # of blank nodes shown within one another


@dataclass(frozen=True, slots=True)
class Page:
    """Writes pages from the index of a base in one language; `root` leads every address, "" where nothing does."""

    index: Index
    language: str
    root: str = ""

    def thing(self, iri: str) -> str:
        """The page of one thing."""
        words = WORDS[self.language]
        node = NamedNode(iri)
        content = f"<h2>{words['said']}</h2>{self.table(self.index.about(node), 0)}{self._pointing(iri)}"
        return self.whole(self.label(iri), iri, self.address(iri) or "", content)

    def whole(self, title: str, iri: str, address: str, content: str) -> str:
        """A page around its content."""
        words, lang = WORDS[self.language], "zh-CN" if self.language == "zh" else "en"
        other = f"{address}?lang={words['other-code']}"
        forms = " · ".join(f'<a href="{quoted(address)}?format={key}">{name}</a>' for key, name in FORMATS.items())
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{quoted(title)} · Yidi</title>\n<link rel="icon" href="data:,">\n'
            f'<link rel="stylesheet" href="{self.root}/static/style.css">\n'
            f'<link rel="stylesheet" href="{self.root}/static/linked.css">\n'
            f'<link rel="alternate" type="text/turtle" href="{quoted(address)}?format=ttl">\n</head>\n<body>\n'
            f'<header class="linked">\n<h1>{quoted(title)}</h1>\n<p><code>{quoted(iri)}</code></p>\n'
            f'<nav><a href="{self.root}/">{words["home"]}</a> <a href="{self.root}/ns">{words["ontology"]}</a> '
            f'<a href="{quoted(other)}" hreflang="{words["other-code"]}">{words["other"]}</a></nav>\n</header>\n'
            f'<main class="linked">\n{content}\n<footer class="soft">{words["formats"]}: {forms}</footer>\n'
            "</main>\n</body>\n</html>\n"
        )

    def table(self, triples: Iterable[Triple], depth: int) -> str:
        """What is said about a node, a row for each property."""
        rows: dict[str, list[str]] = {}
        for triple in triples:
            rows.setdefault(triple.predicate.value, []).append(
                self._value(triple.object, triple.predicate.value, depth)
            )
        cells = (
            f'<tr><th scope="row">{self.link(predicate)}</th><td>{"<br>".join(values)}</td></tr>'
            for predicate, values in rows.items()
        )
        return f"<table>{''.join(cells)}</table>"

    def link(self, iri: str) -> str:
        """A link to a thing under its label; only what this server describes or the web has is a link."""
        address = self.address(iri)
        if address is None:
            if iri.startswith(("https://", "http://")) and iri not in self.index:
                return f'<a href="{quoted(iri)}" rel="external noreferrer">{quoted(self.label(iri))}</a>'
            return quoted(self.label(iri))
        return f'<a href="{quoted(address)}">{quoted(self.label(iri))}</a>'

    def address(self, iri: str) -> str | None:
        """Where this server describes a thing of our own, or None."""
        if iri not in self.index:
            return None
        if iri.startswith(ID):
            return f"{self.root}/id/{quote(iri[len(ID) :])}"
        return f"{self.root}/ns/{quote(iri[len(NS) :])}" if iri.startswith(NS) else None

    def label(self, iri: str) -> str:
        """The label of a thing in the page's language, else in another, else its short name."""
        labels = self.index.labels(iri) or STANDARD.get(iri, {})
        return labels.get(self.language) or next(iter(labels.values()), "") or _short(iri)

    def _value(self, value: object, predicate: str, depth: int) -> str:
        if isinstance(value, Literal):
            return self._literal(value)
        if isinstance(value, NamedNode):
            return self.link(value.value) + (self._paraphrase(value.value) if predicate != TYPE else "")
        if not isinstance(value, BlankNode) or depth >= MOST_DEPTH:
            return "…"
        members = self._members(value)
        if members is None:
            return self.table(self.index.about(value), depth + 1)
        return f"<ol>{''.join(f'<li>{self._value(m, predicate, depth + 1)}</li>' for m in members)}</ol>"

    def _members(self, head: object) -> list[object] | None:
        """The members of an RDF list, or None where the node is no list."""
        members: list[object] = []
        while isinstance(head, BlankNode):
            said = {t.predicate.value: t.object for t in self.index.about(head)}
            if RDF + "first" not in said:
                return None
            members.append(said[RDF + "first"])
            head = said.get(RDF + "rest")
        return members

    def _literal(self, value: Literal) -> str:
        if value.language:
            return f'<span lang="{quoted(value.language)}">{quoted(value.value)}</span>'
        kind = value.datatype.value
        if kind.startswith(XSD):
            return quoted(value.value)
        return f'{quoted(value.value)} <span class="soft">{self.link(kind)}</span>'

    def _paraphrase(self, iri: str) -> str:
        """Of a provision, the document that it is part of and what it says, in our own words."""
        if term("Provision") not in self.index.values(iri, TYPE):
            return ""
        says = self.index.definitions(iri)
        text = says.get(self.language) or next(iter(says.values()), "")
        documents = "".join(f"{self.link(d)} · " for d in self.index.values(iri, DCTERMS + "isPartOf"))
        return f"<blockquote>{documents}<span>{quoted(text)}</span></blockquote>"

    def _pointing(self, iri: str) -> str:
        """What names a thing, by the property with which it does."""
        found = self.index.points_at(iri, MOST_POINTING)
        if not found.count:
            return ""
        words = WORDS[self.language]
        said = "shown" if found.count > MOST_POINTING else "count"
        by: dict[str, list[str]] = {}
        for triple in found.triples:
            owner = self.index.owner(triple.subject)
            if owner is not None:
                by.setdefault(triple.predicate.value, []).append(self.link(owner))
        rows = (
            f'<tr><th scope="row">{self.link(p)}</th><td>{"<br>".join(dict.fromkeys(v))}</td></tr>'
            for p, v in by.items()
        )
        count = words[said].format(count=found.count, most=MOST_POINTING)
        return f'<h2>{words["pointing"]}</h2><p class="soft">{count}</p><table>{"".join(rows)}</table>'


def _short(iri: str) -> str:
    return short(iri) if iri.startswith((ID, NS)) else iri


def quoted(text: str) -> str:
    """Text as HTML has it, in content and in attributes."""
    return escape(text, quote=True)
