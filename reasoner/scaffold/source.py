"""A new source: the block of a document and one for each of its provisions, in the file where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yidi.names import expand
from yidi.scaffold.changes import Change, changed, created
from yidi.scaffold.options import Options
from yidi.scaffold.rule import slug
from yidi.scaffold.turtle import block, day, in_both, new_file, text, with_block

if TYPE_CHECKING:
    from yidi.base import Base

Provision = tuple[str, str, str, str, str]
"""Its own name, its label and its content, both in Chinese and English."""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """What an author says of a document and its provisions, as typed."""

    name: str
    title_zh: str | None
    title_en: str | None
    number: str | None
    publisher_zh: str | None
    publisher_en: str | None
    authority: str
    place: str | None
    issued: str | None
    seen_as: str
    url: str | None
    provisions: tuple[Provision, ...]
    file: Path | None


def new_source(base: Base, draft: SourceDraft, language: str) -> tuple[str, list[Change]]:
    """The short name of the first provision, or of the document, and the change that writes them.

    Raises UsageError with every fault.
    """
    options = Options(base, language)
    subject = f"source:{options.name('NAME', draft.name.removeprefix('source:'))}"
    names = [f"{subject}-{options.name('--provision', each[0])}" for each in draft.provisions]
    taken = {iri for source in base.sources.values() for iri in (source.iri, source.document)}
    for each in (subject, *names):
        if expand(each) in taken:
            options.wrong("taken", name=each)
    blocks = [block(subject, _document(options, draft))]
    for each, (_, zh, en, content_zh, content_en) in zip(names, draft.provisions, strict=True):
        stated = [("a", "yidi:Provision"), ("rdfs:label", in_both(zh, en)), ("dcterms:isPartOf", subject)]
        blocks.append(block(each, [*stated, ("skos:definition", in_both(content_zh, content_en))]))
    options.settle()
    name = slug(base, draft.place) if draft.place else subject.partition(":")[2]
    path = draft.file or base.folder / "ontology" / "sources" / f"{name}.ttl"
    first = (names or [subject])[0]
    if path.exists():
        return first, [changed(path, with_block(path.read_text("utf-8"), "\n".join(blocks)))]
    return first, [created(path, new_file(f"{draft.title_zh} / {draft.title_en}", blocks), language)]


def _document(options: Options, draft: SourceDraft) -> list[tuple[str, str]]:
    """The lines of the document's block."""
    zh, en = options.needed("--title-zh", draft.title_zh), options.needed("--title-en", draft.title_en)
    authority = options.among("--authority", draft.authority, options.base.vocabulary.lists["authority"].codes)
    lines = [("a", "yidi:Document"), ("rdfs:label", in_both(zh, en))]
    if draft.number:
        lines.append(("dcterms:identifier", text(draft.number)))
    if draft.publisher_zh or draft.publisher_en:
        zh = options.needed("--publisher-zh", draft.publisher_zh)
        lines.append(("dcterms:publisher", in_both(zh, options.needed("--publisher-en", draft.publisher_en))))
    lines.append(("yidi:authority", f"authority:{authority}"))
    if draft.place:
        lines.append(("dcterms:spatial", f"area:{options.jurisdiction(draft.place)}"))
    issued = options.day("--issued", draft.issued or "")
    lines.append(("dcterms:issued", day(issued)) if issued else ("yidi:undated", "true"))
    lines.append(("yidi:seenAs", text(draft.seen_as)))
    if draft.url:
        if not draft.url.startswith(("http://", "https://")) or set(draft.url) & set(' <>"{}|\\^`'):
            options.wrong("not-known", option="--url", value=draft.url, hint="https://…")
        lines.append(("dcterms:source", f"<{draft.url}>"))
    return lines
