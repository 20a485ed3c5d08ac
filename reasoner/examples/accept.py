"""Expectations of failing cases rewritten in their files, for review by difference: only the values that differ.

The new text is read again before it is written, and must say what was meant: the new values, and all else as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Final

import yaml

from yidi.cases.file import RawCase, read_cases
from yidi.errors import CaseError
from yidi.examples.compare import shown
from yidi.examples.messages import EXAMPLES, WORDS
from yidi.examples.model import Example
from yidi.examples.rewrite import Edit, UnsafeError, applied, entry_nodes, replacement, value_node
from yidi.plural import filled
from yidi.reading.turtle import Place

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One expectation that differs: rewritten, or not, and then `why` is the id of the reason, `error` a part of it."""

    place: Place
    name: str
    path: str
    old: object
    new: object = None
    why: str = ""
    error: str = ""

    def text(self, language: str) -> str:
        """One line: where, and what was rewritten or why it was not."""
        if not self.why:
            details = {"place": self.place, "path": self.path, "old": shown(self.old), "new": shown(self.new)}
            return WORDS["accepted"][language].format(**details)
        why = WORDS[self.why][language].format(error=self.error)
        told = EXAMPLES["accept-refused"][language].format(name=self.name, path=self.path, why=why)
        return f"{self.place}  error  accept-refused  {told}"


def accept(examples: Sequence[Example]) -> Iterator[Accepted]:
    """Rewrite the expectations of failing cases in their files, and tell of each whether it was rewritten."""
    failing = [e for e in examples if e.failures]
    for file in dict.fromkeys(e.place.file for e in failing):
        yield from _accept(Path(file), {e.place: e for e in failing if e.place.file == file})


def accepted_text(done: Sequence[Accepted], language: str) -> str:
    """A line for each expectation, and one with their number."""
    count = sum(not each.why for each in done)
    last = filled(WORDS["accepted-all" if count else "accepted-none"][language], {"count": count})
    return "\n".join([*(each.text(language) for each in done), last])


def _accept(file: Path, failing: Mapping[Place, Example]) -> list[Accepted]:
    """What was done to one file, which is written once and as a whole, or not at all."""
    raw = file.read_bytes().decode("utf-8")
    text = raw.removeprefix(_BOM)
    cases = _cases(file, text)
    numbers = [n for n, case in enumerate(cases) if Place(case.where, *case.position_in_entry("name")) in failing]
    wanted = {n: failing[Place(cases[n].where, *cases[n].position_in_entry("name"))] for n in numbers}
    told = [each for n, example in wanted.items() for each in _differing(cases[n], example)]
    if not any(not each.why for each in told):
        return told
    try:
        done, new_text = _edited(file, text, cases, wanted)
        _assert_says(file, new_text, cases, wanted, done)
        file.write_bytes((_BOM * raw.startswith(_BOM) + new_text).encode("utf-8"))
    except UnsafeError as unsafe:
        return [each if each.why else replace(each, why=str(unsafe)) for each in told]
    except OSError as error:
        return [e if e.why else replace(e, why="why-written", error=error.strerror or str(error)) for e in told]
    return done


def _cases(file: Path, text: str) -> list[RawCase]:
    stream = StringIO(text)
    stream.name = str(file)  # messages and the kind of file go by it
    return list(read_cases(stream))


def _differing(case: RawCase, example: Example) -> Iterator[Accepted]:
    """The expectations of a case that differ; those of which the answer cannot tell are refused."""
    for key, old in (case.expect or {}).items():
        place = Place(case.where, *case.position_in_entry(f"expect.{key}"))
        if key in example.accepted:
            yield Accepted(place, example.name, key, old, example.accepted[key])
        elif key in example.differing:
            yield Accepted(place, example.name, key, old, why="why-person")


def _edited(
    file: Path, text: str, cases: Sequence[RawCase], wanted: Mapping[int, Example]
) -> tuple[list[Accepted], str]:
    """What was done, and the text with every value replaced that can be."""
    if file.suffix.lower() == ".jsonl":
        raise UnsafeError("why-form")
    try:
        nodes = entry_nodes(text)
    except yaml.YAMLError:
        raise UnsafeError("why-layout") from None
    if len(nodes) != len(cases):
        raise UnsafeError("why-layout")
    edits: list[Edit] = []
    done = []
    for number, example in wanted.items():
        for each in _differing(cases[number], example):
            told = each
            if not each.why:
                try:
                    node = value_node(nodes[number], "expect", each.path)
                    edits.append(replacement(text, node, each.new, strict=file.suffix.lower() == ".json"))
                except UnsafeError as unsafe:
                    told = replace(each, why=str(unsafe))
            done.append(told)
    return done, applied(text, edits)


def _assert_says(
    file: Path, text: str, before: Sequence[RawCase], wanted: Mapping[int, Example], done: Sequence[Accepted]
) -> None:
    """Refuse a text that does not say what the cases said before, but for the values that were to be replaced."""
    try:
        after = _cases(file, text)
    except CaseError:
        raise UnsafeError("why-layout") from None
    new = {(each.name, each.path): each.new for each in done if not each.why}
    meant = []
    for number, case in enumerate(before):
        name = wanted[number].name if number in wanted else ""
        meant.append({key: new.get((name, key), old) for key, old in (case.expect or {}).items()})
    now = [_told(case, case.expect or {}) for case in after]
    if now != [_told(case, expect) for case, expect in zip(before, meant, strict=True)]:
        raise UnsafeError("why-layout")


def _told(case: RawCase, expect: Mapping[str, object]) -> str:
    """All that a case says; as text, since true equals one."""
    return repr((case.name, case.source, case.unofficial, case.mapping, dict(expect)))
