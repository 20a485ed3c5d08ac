"""An explanation as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from yidi.answers.text import padded
from yidi.cases.written import in_lines
from yidi.explaining.words import PAGE

Entry = dict[str, Any]
_LABEL = 14


def rule_text(told: Entry, language: str) -> str:
    """The record of a rule as people read it."""
    page = PAGE[language]
    blocks = [
        [f"{told['label']}  {told['name']}", f"{told['file']}:{told['line']}", *_asked(told["asked"], page)],
        [page["says"], *_says(told["says"], page)],
        _never(told, page),
        _prevails(told, page),
        [page["blocked"], *_blocked(told["blocked"], page)] if told["blocked"] else [],
        _rivals("beatenBy", told, page),
        _rivals("beats", told, page),
        [*_cases(told, page)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _asked(asked: Entry, page: dict[str, str]) -> Iterator[str]:
    if asked["area"]:
        yield page["asked-area"].format(area=asked["areaLabel"])
    if asked["on"]:
        yield page["asked-day"].format(day=asked["on"])


def line(word: str, text: str) -> str:
    """A line of a block: what it is, and what it says."""
    return f"  {padded(word, _LABEL)}{text}"


def _says(says: Entry, page: dict[str, str]) -> Iterator[str]:
    yield line(page["decision"], f"{says['decision']['label']}  {says['decision']['name']}")
    figure = f"  ({page['figure'].format(figure=says['figure'])})" if says["figure"] else ""
    yield line(page["bound" if says["bound"] else "value"], says["value"] + figure)
    yield line(page["jurisdictions"], ", ".join(f"{j['label']} ({j['code']})" for j in says["jurisdictions"]))
    yield from listed(page["conditions"], [c["text"] for c in says["conditions"]] or [page["no-conditions"]])
    yield line(page["period"], f"{says['from'] or '…'} – {says['to'] or '…'}")
    if says["overrides"]:
        yield from listed(page["overrides"], [f"{o['label']}  {o['name']}".strip() for o in says["overrides"]])
    if says["binding"]:
        yield f"  {page['binding']}"
    if says["claimed"]:
        yield f"  {page['claimed']}"
    yield from listed(page["basis"], [_basis(basis) for basis in says["basis"]])
    yield line(page["checked"], says["lastChecked"] or "…")


def _basis(basis: Entry) -> str:
    if not basis["title"]:
        return str(basis["name"])
    return f"《{basis['title']}》{basis['document'] or ''} {basis['provision']} [{basis['authority']}]  {basis['name']}"


def listed(word: str, texts: Iterable[str]) -> Iterator[str]:
    """A line for each text, the first led by what they are."""
    for number, text in enumerate(texts):
        yield line("" if number else word, text)


def _never(told: Entry, page: dict[str, str]) -> list[str]:
    return [page["never"], f"  {page['never-' + told['never']]}"] if told["never"] else []


def _prevails(told: Entry, page: dict[str, str]) -> list[str]:
    found = told["prevails"]
    if not found["areas"]:
        return []
    count = page["prevails-all" if found["areas"] == found["of"] else "prevails-count"].format(**found)
    head = page["prevails"] if found["of"] == 1 else f"{page['prevails']}: {count}"
    return [head, *_where(found["where"], page)]


def _where(where: Entry, page: dict[str, str], indent: str = "  ") -> Iterator[str]:
    for span in where["spans"]:
        yield f"{indent}{'; '.join([span['areas'], span['periods'], *span['conditions']])}"
    if where["more"]:
        yield indent + page["more"].format(count=where["more"])


def _blocked(blocked: list[Entry], page: dict[str, str]) -> Iterator[str]:
    for each in blocked:
        form = page["blocked-all" if each["all"] else "blocked-some"]
        yield f"  {form.format(decision=each['label'], name=each['decision'], values=' / '.join(each['values']))}"


def _rivals(key: str, told: Entry, page: dict[str, str]) -> list[str]:
    found = told[key]
    if not found["rules"]:
        return []
    lines = [page[key]]
    for rival in found["rules"]:
        lines.append(f"  {rival['label']}  {rival['name']}  ({rival['whyText']})")
        lines += _where({"spans": rival["where"]["spans"][:3], "more": rival["where"]["more"]}, page, "      ")
    return lines + ([f"  {page['more'].format(count=found['more'])}"] if found["more"] else [])


def _cases(told: Entry, page: dict[str, str]) -> Iterator[str]:
    cases, bound = told["cases"], told["says"]["bound"]
    if cases["fires"]:
        yield page["fires-bound" if bound else "fires"]
        yield from (f"  {case['file']}:{case['line']}  {case['name']}" for case in cases["fires"])
    elif cases["made"] is None:
        yield page["made-none"]
    else:
        yield page["made"]
        yield from in_lines(cases["made"], "  ")
    names = {c["input"]: c["text"] for c in told["says"]["conditions"]} | {k: page[k] for k in ("validFrom", "validTo")}
    if cases["justMisses"]:
        yield page["misses"]
        for case in cases["justMisses"]:
            yield f"  {case['file']}:{case['line']}  {case['name']}  ({page['but'].format(name=names[case['but']])})"
    elif cases["madeJustMisses"]:
        yield page["made-misses"]
        for made in cases["madeJustMisses"]:
            yield f"  # {page['but'].format(name=names[made['but']])}"
            yield from in_lines(made["case"], "  ")
    if not cases["fires"] and cases["made"] is not None and not bound:
        yield page["try"].format(name=told["name"])
