"""How the columns of a table become statements: a mapping in YAML, read with the place of everything in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from yidi.loading.messages import phrase
from yidi.loading.terms import Terms
from yidi.loading.trouble import Trouble
from yidi.names import DCTERMS, NS, RDFS, SKOS, XSD, expand
from yidi.reading.turtle import Place

_PREFIXES: Final = {"rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS, "xsd": XSD, "schema": "https://schema.org/"}
_KEYS: Final = ("class", "iri", "columns", "prefixes", "fixed")
_COLUMN: Final = ("property", "language", "type", "values", "separators")
_REQUIRED: Final = ("class", "iri", "columns")
_NAMED: Final = re.compile(r"\{([^{}]+)\}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column says: the property, and how its text becomes a value.

    `values` puts other words in the place of a text, several of them where one text means several values, none where
    it means nothing; what it does not name is taken as it is.
    """

    property: str
    language: str = ""
    type: str = ""
    values: Mapping[str, tuple[str, ...]] | None = None
    separators: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping: the class of each row, the pattern of its IRI, its columns, and what holds for every row."""

    kind: str
    iri: str
    columns: Mapping[str, Column]

    @property
    def named_by(self) -> tuple[str, ...]:
        """The columns of which the IRI is made."""
        return tuple(_NAMED.findall(self.iri))


class _Reader:
    """Walks a mapping's YAML and gathers everything that is wrong with it."""

    def __init__(self, name: str, terms: Terms) -> None:
        self.name = name
        self.terms = terms
        self.troubles: list[Trouble] = []
        self.prefixes = dict(_PREFIXES)

    def wrong(self, node: yaml.Node, why: str, **details: object) -> None:
        mark = node.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        self.troubles.append(Trouble("mapping", place, {"why": phrase(why, **details)}))

    def entries(self, node: yaml.Node, key: str, known: Sequence[str] = ()) -> dict[str, yaml.Node]:
        """What stands below a key, by name."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "not-mapping", key=key)
            return {}
        found = {k.value: v for k, v in node.value if isinstance(k, yaml.ScalarNode)}
        for k, _ in node.value:
            if known and k.value not in known:
                self.wrong(k, "unknown-key", key=k.value, known=", ".join(known))
        return found

    def iri(self, node: yaml.Node, text: str) -> str:
        """The IRI that a name stands for; a term of ours must be declared."""
        prefix, colon, rest = text.partition(":")
        if colon and not rest.startswith("//"):
            text = self.prefixes[prefix] + rest if prefix in self.prefixes else expand(text)
        if not _IRI.fullmatch(_NAMED.sub("x", text)):
            self.wrong(node, "not-iri", value=text)
        elif self.terms.wrong_name(text):
            self.wrong(node, "not-property", value=f"yidi:{text[len(NS) :]}")
        return text


def read_mapping(name: str, content: bytes, terms: Terms) -> TableMapping | list[Trouble]:
    """The mapping in a file, or everything that is wrong with it."""
    try:
        root = yaml.compose(content.decode("utf-8-sig"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
        why = phrase("not-yaml", why=getattr(error, "problem", None) or "UTF-8")
        return [Trouble("mapping", place, {"why": why})]
    reader = _Reader(name, terms)
    if root is None:
        return [Trouble("file-empty", Place(name, 1, 1))]
    top = reader.entries(root, name, _KEYS[:4])
    for key in _REQUIRED:
        if key not in top:
            reader.wrong(root, "key-missing", key=key)
    if "prefixes" in top:
        declared = reader.entries(top["prefixes"], "prefixes")
        reader.prefixes |= {prefix: str(node.value) for prefix, node in declared.items()}
    columns = reader.entries(top["columns"], "columns") if "columns" in top else {}
    read = {column: _column(reader, node) for column, node in columns.items()}
    kind, iri = (reader.iri(top[key], str(top[key].value)) if key in top else "" for key in ("class", "iri"))
    mapping = TableMapping(kind, iri, read)
    if "iri" in top and not mapping.named_by:
        reader.wrong(top["iri"], "no-columns")
    return reader.troubles or mapping


def _column(reader: _Reader, node: yaml.Node) -> Column:
    """One column: a property with its language in short, `rdfs:label@zh`, or its keys one by one."""
    if isinstance(node, yaml.ScalarNode):
        name, _, language = str(node.value).partition("@")
        return Column(reader.iri(node, name), language)
    keys = reader.entries(node, "columns", _COLUMN)
    if "property" not in keys:
        reader.wrong(node, "key-missing", key="property")
        return Column("")
    values = reader.entries(keys["values"], "values") if "values" in keys else None
    return Column(
        property=reader.iri(keys["property"], str(keys["property"].value)),
        language=_text(keys, "language"),
        type=reader.iri(keys["type"], _text(keys, "type")) if "type" in keys else "",
        values=None if values is None else {text: _several(value) for text, value in values.items()},
        separators=_text(keys, "separators"),
    )


def _text(keys: Mapping[str, yaml.Node], key: str) -> str:
    return str(keys[key].value) if key in keys else ""


def _several(node: yaml.Node) -> tuple[str, ...]:
    """The values that a text stands for: one, a list of them, or none for an empty value."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(each.value) for each in node.value)
    return (str(node.value),) if node.value not in ("", "~", "null") else ()
