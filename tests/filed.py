"""The example filings of tests/filings: what each expects, and what is found in it.

An expectation is the whole finding as `yidi validate` tells it: the shape, the path, how bad it is, the line, the words
in both languages, the rules that prevailed and the provisions.
"""

import json
from collections import Counter
from pathlib import Path

import yaml
from pyoxigraph import BlankNode

from yidi.filings import FilingReader, Words, tell
from yidi.names import short

FOLDER = Path(__file__).parent / "filings"
HEAD = "# expect:"


def files(name):
    """Give the example filings of a folder, in order."""
    return sorted(p for p in (FOLDER / name).iterdir() if p.suffix in (".yaml", ".json", ".jsonl", ".jsonld", ".ttl"))


def cases(path):
    """Give the cases of a YAML or JSON file as they are written, each with its name and what it expects."""
    document = yaml.safe_load(path.read_text("utf-8"))
    return document if isinstance(document, list) else [document]


def expected(path):
    """Give the findings that each case of a file expects; in Turtle they stand in comments at the end."""
    if path.suffix == ".ttl":
        _, _, tail = path.read_text("utf-8").partition(f"\n{HEAD}\n")
        lines = (line.removeprefix("#").removeprefix(" ") for line in tail.splitlines())
        return [yaml.safe_load("\n".join(lines)) or []]
    return [case.get("expect") or [] for case in cases(path)]


def found(judge, path):
    """Give what is found in each case of a file, in the form of expectations; in Turtle all together."""
    entries = FilingReader(judge).read(path)
    judgement = judge.judge(entries)
    each = findings(judge, judgement, entries)
    return [[one for case in each for one in case]] if path.suffix == ".ttl" else each


def findings(judge, judgement, entries):
    """Give the findings of each of some filings in the form of expectations."""
    told = {lang: iter(list(tell(judgement, entries, Words(judge, lang), lang))) for lang in ("zh", "en")}
    words = Words(judge, "en")
    return [[_finding(one, next(told["zh"]), next(told["en"]), words) for one in case] for case in judgement.found]


def results(judgement):
    """Give the results of the report as a multiset, to compare engines: each names blank nodes anew."""
    return Counter(
        (_named(r.focus), r.path, _named(r.value), r.component, r.shape, r.severity, _texts(r))
        for r in judgement.report.results
    )


def _texts(result):
    """Give the words of a result; pySHACL forgets their language where it fills in a number."""
    return frozenset(message.value for message in result.messages)


def _named(term):
    return "blank" if isinstance(term, BlankNode) else term


def _finding(one, zh, en, words):
    told = {
        "shape": zh.id,
        "path": one.path,
        "severity": zh.level,
        "line": zh.place.line,
        "zh": zh.message(),
        "en": en.message(),
        "rules": [short(each["rule"]) for each in words.rules(one)],
        "basis": [short(each["source"]) for each in words.basis(one)],
    }
    return {key: value for key, value in told.items() if value not in ([], "")}


def accept(judge, path):
    """Write into a file what is found in it, until its lines are those that it names."""
    for _ in range(3):
        text, all_found = path.read_text("utf-8"), found(judge, path)
        path.write_text(_accepted(path, text, all_found), "utf-8")


def _accepted(path, text, all_found):
    if path.suffix == ".json":
        (case,) = cases(path)
        return json.dumps({**case, "expect": all_found[0]}, ensure_ascii=False, indent=2) + "\n"
    if path.suffix == ".ttl":
        own = text.partition(f"\n{HEAD}\n")[0].rstrip("\n")
        return "\n".join([own, "", HEAD, *(f"# {line}" for line in _lines(all_found[0], ""))]) + "\n"
    mark = "- name:" if text.lstrip("#").find("\n- name:") >= 0 or text.startswith("- name:") else "name:"
    head, *chunks = ("\n" + text).split(f"\n{mark}")
    inset = "  " if mark == "- name:" else ""
    written = [head.lstrip("\n") + "\n" if head.strip() else ""]
    for chunk, own in zip(chunks, all_found, strict=True):
        kept = chunk.partition(f"\n{inset}expect:")[0].rstrip("\n")
        written.append("\n".join([mark + kept, *([f"{inset}expect:", *_lines(own, inset)] if own else ())]) + "\n")
    return "".join(written)


def _lines(own, inset):
    for finding in own:
        for number, (key, value) in enumerate(finding.items()):
            start = f"{inset}  {'- ' if number == 0 else '  '}{key}:"
            if key in ("zh", "en"):
                yield f"{start} |-"
                yield f"{inset}      {value}"
            elif isinstance(value, list):
                yield f"{start} [{', '.join(value)}]"
            else:
                yield f"{start} {value}"
