"""A difference as Markdown for a pull request: a headline, tables of what changes, long ones folded, never too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from yidi.difference.messages import PAGE
from yidi.difference.text import closing, contradictory, money, others, summary

Entry = dict[str, Any]
LONGEST: Final = 60_000
"""GitHub takes comments of 65,536 characters; what wraps this one needs a few."""
_SHOWN: Final = 12
"""Rows of a table that stand in the open; a longer one is folded."""


def markdown(found: Entry, language: str, longest: int = LONGEST) -> str:
    """The Markdown of a record, at most so many characters; what does not fit is counted."""
    page = PAGE[language]
    parts = [f"### {page['title']}\n\n{_plain(summary(found, language))}\n"]
    parts.append("  \n".join(map(_plain, closing(found, language))) + "\n")
    wrong = contradictory(found, language)
    parts += [f"> [!WARNING]\n> {_plain(head)}\n" for head, _ in wrong]
    room = longest - sum(map(len, parts))
    tables: list[tuple[str, list[str], list[list[str]], str]] = [
        (page["wrong"], [page["what"]], [[line] for _, told in wrong for line in told], ""),
        (
            page["cells"],
            [page["decision"], page["where"], page["change"], page["tried"]],
            list(_cells(found, page)),
            "",
        ),
        (page["cases"], [page["case"], page["change"], page["rule"]], list(_cases(found, language)), ""),
        (page["rules"], ["", page["rule"], page["what"]], list(_rules(found, page)), ""),
        (page["others"], [page["what"]], [[line] for line in others(found, language)], ""),
        (page["reasons"], [page["decision"], page["where"], page["rule"]], list(_reasons(found)), ""),
    ]
    tables = [table for table in tables if table[2]]
    for number, (head, columns, rows, _) in enumerate(tables):
        # What one table leaves is for those after it.
        share = room // (len(tables) - number)
        table = _table(head, columns, rows, share, page)
        room -= len(table)
        parts.append(table)
    return "\n".join(parts).rstrip()


def _table(head: str, columns: list[str], rows: list[list[str]], room: int, page: dict[str, str]) -> str:
    """A table with as many rows as there is room for, folded where it is long."""
    folded = len(rows) > _SHOWN
    opening = f"<details><summary><b>{head}</b> ({len(rows)})</summary>\n" if folded else f"#### {head}\n"
    lines = [opening, _row(columns), f"|{'---|' * len(columns)}"]
    closing = ["\n</details>\n" if folded else ""]
    left = room - sum(len(line) + 1 for line in lines + closing) - 60  # the line that counts what is left out
    shown = 0
    for row in rows:
        line = _row(map(_cell, row))
        if len(line) + 1 > left:
            break
        left -= len(line) + 1
        lines.append(line)
        shown += 1
    if shown < len(rows):
        lines.append(f"\n{page['more'].format(count=len(rows) - shown)}")
    return "\n".join([*lines, *closing])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text in a table: nothing in it ends a cell or a line."""
    return _plain(text).replace("|", "\\|").replace("\n", "<br>")


def _plain(text: str) -> str:
    """Text that shows as it is: whatever a base or a file is called, it makes no markup, no link and calls nobody."""
    for char in "\\`*_[]<>#~":
        text = text.replace(char, f"\\{char}" if char not in "<>" else {"<": "&lt;", ">": "&gt;"}[char])
    return text.replace("@", "@\u200b")


def _cells(found: Entry, page: dict[str, str]) -> Iterator[list[str]]:
    for decision in found["decisions"]:
        for box in decision["changes"]:
            only = f" ({page['only-' + box['onlyIn']]})" if box["onlyIn"] else ""
            tried = page["tried-yes" if box["hasCase"] else "tried-no"].strip("*")
            yield [decision["label"], box["where"] + only, box["change"], tried]


def _cases(found: Entry, language: str) -> Iterator[list[str]]:
    page = PAGE[language]
    for case in found["cases"]["changes"]:
        changes = money(case, language) + [f"{f['label']}: {f['change']}" for f in case["fields"]]
        if "onlyIn" in case:
            changes.append(f"{page['only-' + case['onlyIn']]}: {case['why']}")
        rules = []
        for field in case["fields"]:
            if field["cause"]:
                old, new = ("、".join(r["label"] for r in field["rules"][side]) or "—" for side in ("old", "new"))
                rules.append(old if old == new else f"{old} → {new}")
                rules += [r["basis"][0] for r in field["rules"]["new"] if r["basis"]]
        yield [case["name"], "\n".join(changes), "\n".join(dict.fromkeys(rules))]


def _rules(found: Entry, page: dict[str, str]) -> Iterator[list[str]]:
    for change in found["rules"]:
        places = dict.fromkeys(side["place"] for side in (change["old"], change["new"]) if side)
        what = [change["says"]] if "says" in change else [f"{f['label']}: {f['text']}" for f in change["fields"]]
        yield [page[change["kind"]], f"{change['label']}\n{change['rule']}\n{' → '.join(places)}", "\n".join(what)]


def _reasons(found: Entry) -> Iterator[list[str]]:
    for decision in found["decisions"]:
        for box in decision.get("reasons", ()):
            old, new = ("、".join(r["label"] for r in box["rules"][side]) or "—" for side in ("old", "new"))
            yield [decision["label"], box["where"], f"{old} → {new}"]
