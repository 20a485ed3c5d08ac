"""Cases as files hold them, plain or as examples, each with the place of every key.

A file holds one case, a list of cases, or several documents of either, in YAML, JSON or JSON Lines; each
may be a plain case or an example case (`name`, `source`, `given`, `expect`).  It may also hold cases in RDF: as
Turtle, or as JSON-LD, which an object with a key `@context` always is.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TextIO

from yidi.cases.case import parse_with
from yidi.cases.messages import FILE
from yidi.cases.text import CaseText, Spot
from yidi.cases.values import CaseVocabulary
from yidi.errors import CaseError, Fault
from yidi.reading.vocabulary import Vocabulary

__all__ = ["TURTLE_SUFFIXES", "RawCase", "read_cases", "whole_text"]

MOST_BYTES: Final = 5_000_000
TURTLE_SUFFIXES: Final = (".ttl", ".nt")
EXAMPLE_KEYS: Final = ("name", "source", "unofficial", "given", "expect")


@dataclass(frozen=True, slots=True)
class RawCase:
    """One case as a file gives it, not yet checked; of an example case, `mapping` is its `given` part.

    `spot` is where the case stands, `entry` where all of an example case does: its name, source and expectations.
    `unofficial` says that an example case asks for numbers that only unofficial sources give.
    """

    mapping: object
    where: str
    name: str | None = None
    source: tuple[str, ...] = ()
    expect: Mapping[str, object] | None = None
    faults: tuple[Fault, ...] = ()  # of its form, where that is not plain JSON or YAML
    spot: Callable[[], Spot] = field(default=lambda: Spot(1, 1), repr=False, compare=False)
    entry: Callable[[], Spot] = field(default=lambda: Spot(1, 1), repr=False, compare=False)
    unofficial: bool = False

    def parse(self, vocabulary: CaseVocabulary, lang: str = "en") -> dict[str, object]:
        """Give the facts of the case; raise CaseError with every fault, each with its place in the file."""
        try:
            return parse_with(self.faults, self.mapping, vocabulary, lang)
        except CaseError as error:
            raise self.located(error) from None

    def position(self, path: str) -> tuple[int, int]:
        """Give line and column, from 1, of the key at a dotted path, or of the nearest part around it."""
        return _position(self.spot(), path)

    def position_in_entry(self, path: str) -> tuple[int, int]:
        """Give line and column of a key of the example case, such as "expect.settlement.route" or "source.0"."""
        return _position(self.entry(), path)

    def located(self, error: CaseError) -> CaseError:
        """Give the same faults with their places in the file."""
        faults = []
        for fault in error.faults:
            line, column = self.position(fault.path)
            faults.append(replace(fault, line=line, column=column, source=self.where))
        return CaseError(faults)


def _position(spot: Spot, path: str) -> tuple[int, int]:
    """Give line and column of the key at a dotted path from a spot, or of the nearest part around it."""
    rest = path
    while rest:
        if rest in spot.inside:  # a last key may itself have dots in it
            spot = spot.inside[rest]
            break
        key, _, rest = rest.partition(".")
        if key not in spot.inside:
            break
        spot = spot.inside[key]
    return spot.line, spot.column


def read_cases(
    source: Path | TextIO, lang: str = "en", terms: Vocabulary | None = None, hospitals: Container[str] = ()
) -> Iterator[RawCase]:
    """Give the cases of a file or an open text stream, in order; cases in RDF need the `terms` of a base.

    Raises:
        CaseError: when the file cannot be read as cases, with file, line and column.
    """
    where = str(source) if isinstance(source, Path) else str(getattr(source, "name", "<text>"))
    text = CaseText(where, whole_text(source, where, lang), lang)
    if terms is not None and Path(where).suffix.lower() in TURTLE_SUFFIXES:
        # Most files are not RDF, and its readers are slow to import.
        from yidi.linked.case_file import turtle_file  # noqa: PLC0415

        yield from turtle_file(text, terms, hospitals)
        return
    documents = 0
    for value, spot in text.documents():
        if value is None:
            continue
        documents += 1
        if terms is not None and _is_linked(value):
            from yidi.linked.case_file import linked_document  # noqa: PLC0415

            yield from linked_document(value, spot, text, terms, hospitals)
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                yield _raw_case(entry, _inside(spot, str(number)), text)
        else:
            yield _raw_case(value, spot, text)
    if not documents:
        raise CaseError([Fault("", FILE["empty"][lang], source=where)])


def _is_linked(value: object) -> bool:
    """Whether a document is JSON-LD: an object with a context, or a list that begins with one."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, Mapping) and "@context" in first


def whole_text(source: Path | TextIO, where: str, lang: str) -> str:
    """Give the whole text; raises CaseError where it cannot be read, is no UTF-8 or is too long."""
    kind, why = "large", ""
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
            text = raw.decode("utf-8-sig") if len(raw) <= MOST_BYTES else None
        else:
            read = source.read(MOST_BYTES + 1).removeprefix("\ufeff")
            text = read if len(read) <= MOST_BYTES else None
    except UnicodeDecodeError:
        kind, text = "encoding", None
    except OSError as error:
        kind, text, why = "unreadable", None, error.strerror or str(error)
    if text is None:
        message = FILE[kind][lang].format(why=why, limit=MOST_BYTES)
        raise CaseError([Fault("", message, source=where)])
    return text


def _inside(spot: Callable[[], Spot], key: str) -> Callable[[], Spot]:
    """Give the spot of a part, to be looked up only when asked for."""
    return lambda: spot().inside[key]


def _raw_case(value: object, spot: Callable[[], Spot], text: CaseText) -> RawCase:
    """Give a plain case as it is, and an example case taken apart."""
    whole = RawCase(value, text.where, spot=spot, entry=spot)
    if not isinstance(value, Mapping) or not ("given" in value or "expect" in value):
        return whole
    name, source, expect = value.get("name"), value.get("source") or (), value.get("expect")
    sources = (source,) if isinstance(source, str) else source
    checks = [(key, "example-key", key in EXAMPLE_KEYS) for key in value]
    checks += [
        ("name", "text", name is None or isinstance(name, str)),
        ("source", "texts", isinstance(sources, list | tuple) and all(isinstance(s, str) for s in sources)),
        ("expect", "object", expect is None or isinstance(expect, Mapping | list)),
        ("given", "given", value.get("given") is not None),
        ("unofficial", "flag", isinstance(value.get("unofficial", False), bool)),
    ]
    why = ", ".join(EXAMPLE_KEYS)
    faults = [text.fault(kind, *whole.position(key), key, why=why) for key, kind, sound in checks if not sound]
    if faults:
        raise CaseError(faults)
    # A list tells what `yidi validate` is to find, not what the answer is.
    answer = expect if isinstance(expect, Mapping) else None
    unofficial = value.get("unofficial", False)
    return RawCase(
        value["given"], text.where, name, tuple(sources), answer, (), _inside(spot, "given"), spot, unofficial
    )
