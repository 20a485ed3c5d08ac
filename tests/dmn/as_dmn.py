"""Cases as DMN engines get them: the facts that ours finds, and what ours decides, in the types of FEEL."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from strategies import built_in

from yidi.base import read_graph
from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.deciding.columns import AS_OF
from yidi.dmn.feel import literal
from yidi.examples.read import example_files
from yidi.files import read_files
from yidi.tables.axes import domain
from yidi.values import number_text

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Asked:
    """A case: where one is insured, the day, the inputs by name, and the outcome of each decision, None if unknown."""

    area: int
    day: int
    inputs: dict
    expected: dict


@cache
def graph():
    """Give the statements of the built-in base."""
    return read_graph(read_files(built_in().folder))[0]


@cache
def example_results():
    """Decide all example cases."""
    base = built_in()
    parsed = [
        parse_case(raw.mapping, base.case_vocabulary, "en") for f in example_files([CASES]) for raw in read_cases(f)
    ]
    results, _ = base.engine.run_cases(parsed)
    return results


def asked(results, row):
    """Give a decided case as a DMN engine is asked it."""
    base = built_in()
    inputs = {
        name: _input(results, used, row)
        for name, used in base.vocabulary.inputs.items()
        if used.of_decision is None and used.operator != "tier"
    }
    expected = {name: _outcome(results, name, row) for name in base.tables}
    columns = results.columns
    return Asked(int(columns["person.insuredIn"][row]), int(columns[AS_OF][row]), inputs, expected)


def _input(results, used, row):
    code = int(results.input(used.name)[row])
    if code < 0:
        return None
    codes = domain(used, built_in().vocabulary)
    if used.code_list is not None:
        return codes[code]
    if codes:
        return codes[code] == "true"
    starts = [0, *results.plan.breaks[used.name].tolist()]
    return float(number_text(used.datatype, starts[code]))


def _outcome(results, name, row):
    """The outcome of a decision; with slices, one for each."""
    table = built_in().tables[name]
    numbers = results.outcomes[name][..., row]
    if table.tier is None:
        return value(table.legend[int(numbers)], table.decision)
    return [value(table.legend[int(n)], table.decision) for n in numbers]


def value(outcome, decision):
    """An outcome as a DMN engine gives it: a number, a boolean, a text or a list; a number with its kind."""
    if outcome is None:
        return None
    if decision.collects:
        groups = [[v.text for v in group] for group in outcome.groups]
        return groups if decision.alternatives else [code for group in groups for code in group]
    plain = _plain(outcome.value)
    return {"value": plain, "kind": outcome.value.kind} if len(decision.kinds) > 1 else plain


def _plain(one):
    text = literal(one)
    if text.startswith('"'):
        return one.text
    return text == "true" if one.kind == "boolean" else float(text)
