"""A difference as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yidi.difference.messages import PAGE, WORDS

Entry = dict[str, Any]


def text(found: Entry, language: str) -> str:
    """The text of a record, without a trailing newline."""
    page = PAGE[language]
    blocks = [
        [summary(found, language)],
        *([head, *told] for head, told in contradictory(found, language)),
        _headed(page["rules"], _rules(found, page, WORDS[language])),
        _headed(page["others"], [f"  {line}" for line in others(found, language)]),
        _headed(page["cells"], _cells(found, page, WORDS[language])),
        _headed(page["reasons"], _reasons(found)),
        _headed(page["cases"], _cases(found, language)),
        closing(found, language),
        _headed(page["faults"], [f"  {fault}" for fault in found["cases"]["faults"]]),
    ]
    return "\n\n".join("\n".join(line for line in block if line) for block in blocks if any(block))


def summary(found: Entry, language: str) -> str:
    """One line: which versions, and how much differs."""
    page, told, comma = PAGE[language], found["summary"], WORDS[language]["and"]
    names = {"old": found["old"]["name"], "new": found["new"]["name"]}
    if told["same"]:
        return page["same"].format(**names)
    counts = comma.join(f"{page[kind]} {count}" for kind, count in told["rules"].items() if count)
    rules = page["rule-kinds"].format(counts=counts) if counts else page["rules-none"]
    cells = page["cells-some" if told["outcomes"] else "cells-none"].format(**told)
    return page["summary"].format(**names, rules=rules, cells=cells, changed=told["casesChanged"], cases=told["cases"])


def contradictory(found: Entry, language: str) -> list[tuple[str, list[str]]]:
    """For each version that cannot be used a sentence, and what is wrong with it."""
    page = PAGE[language]
    return [
        (page["contradictory"].format(name=side["name"], count=len(side["faults"])), side["faults"])
        for side in (found["old"], found["new"])
        if "faults" in side
    ]


def others(found: Entry, language: str, most: int = 12) -> list[str]:
    """A line for each kind of other things that differ, names cut short."""
    page, words = PAGE[language], WORDS[language]
    lines = []
    for other in found["others"]:
        parts = []
        for kind in ("added", "removed", "changed"):
            if things := other[kind]:
                named = [f"{t['name']} {t['label']}".strip() for t in things[:most]]
                more = [page["more"].format(count=len(things) - most)] if len(things) > most else []
                parts.append(f"{page[kind]} {len(things)} ({words['and'].join([*named, *more])})")
        lines.append(f"{other['label']}{words['colon']}{words['sep'].join(parts)}")
    return lines


def closing(found: Entry, language: str) -> list[str]:
    """What is to be said of all together: what it comes to, what is not tried, what stays."""
    page, cases = PAGE[language], found["cases"]
    lines = [_impact(found, language)]
    counts = {key: cases["fundPays"][key] for key in ("lost", "gained")}
    lines += [page[key].format(count=count) for key, count in counts.items() if count]
    if count := found["summary"]["outcomesWithoutCase"]:
        lines.append(page["without"].format(count=count))
    lines.append(page["unchanged" if cases["count"] else "no-cases"].format(**cases))
    return [line for line in lines if line]


def _impact(found: Entry, language: str) -> str:
    """What the changes of the cases come to; empty where no case has another amount."""
    fund = found["cases"]["fundPays"]
    if fund["largest"] is None:
        return ""
    return PAGE[language]["impact"].format(
        more=fund["more"],
        less=fund["less"],
        total=signed(fund["total"]),
        by=signed(fund["largest"]["by"]),
        case=fund["largest"]["case"],
    )


def signed(amount: str) -> str:
    """An amount with its sign."""
    return amount.replace("-", "−") if amount.startswith("-") else f"+{amount}"


def money(case: Entry, language: str) -> list[str]:
    """What fund and person pay, before and now."""
    page, parts = PAGE[language], []
    for name, label in (("fundPays", "fund"), ("personPays", "person")):
        if pair := case.get(name):
            old, new = (pair[side] or page["unknown"] for side in ("old", "new"))
            by = f" ({page['by'].format(sign='', n=signed(pair['by']))})" if "by" in pair else ""
            parts.append(f"{page[label]} {old} → {new}{by}")
    return parts


def named(rules: list[Entry]) -> str:
    """Rules by label and id, with the first provision behind each."""
    return "、".join(f"{r['label']} ({r['rule']})" + (f" {r['basis'][0]}" if r["basis"] else "") for r in rules)


def _headed(head: str, lines: Iterator[str] | list[str]) -> list[str]:
    found = list(lines)
    return [head, *found] if found else []


def _rules(found: Entry, page: dict[str, str], words: dict[str, str]) -> Iterator[str]:
    for change in found["rules"]:
        if change["kind"] == "rechecked":
            continue
        yield f"  {page[change['kind']]}  {change['label']} ({change['rule']})"
        places = [side["place"] for side in (change["old"], change["new"]) if side]
        if change["kind"] == "renamed":
            places[0] += f" {change['old']['rule']}"
        yield f"      {' → '.join(dict.fromkeys(places))}"
        if "says" in change:
            yield f"      {change['says']}"
        yield from (f"      {field['label']}{words['colon']}{field['text']}" for field in change.get("fields", ()))


def _cells(found: Entry, page: dict[str, str], words: dict[str, str]) -> Iterator[str]:
    colon = words["colon"]
    for decision in found["decisions"]:
        for box in decision["changes"]:
            marks = [page[f"only-{box['onlyIn']}"]] if box["onlyIn"] else []
            marks += [] if box["hasCase"] else [page["no-case"]]
            mark = f"  [{words['comma'].join(marks)}]" if marks else ""
            yield f"  {colon.join([decision['label'], box['where'], box['change']])}{mark}"
    if (count := found["summary"]["reasons"]) and not any("reasons" in d for d in found["decisions"]):
        yield f"  {page['reason-count'].format(count=count)}"


def _reasons(found: Entry) -> Iterator[str]:
    for decision in found["decisions"]:
        for box in decision.get("reasons", ()):
            old, new = (
                " + ".join(f"{r['label']} ({r['rule']})" for r in box["rules"][side]) for side in ("old", "new")
            )
            yield f"  {decision['label']}: {box['where']}: {old or '—'} → {new or '—'}"


def _cases(found: Entry, language: str) -> Iterator[str]:
    page = PAGE[language]
    for case in found["cases"]["changes"]:
        yield f"  {case['name']}  {case['place']}"
        if "onlyIn" in case:
            yield f"      {page['only-' + case['onlyIn']]}: {case['why']}"
        yield from (f"      {part}" for part in money(case, language))
        for field in case["fields"]:
            yield f"      {field['label']}{WORDS[language]['colon']}{field['change']}"
            if field["cause"]:
                old, new = named(field["rules"]["old"]), named(field["rules"]["new"])
                yield f"          {page['because']} {old or '—'}" + ("" if old == new else f" → {new or '—'}")
