"""The built-in base as tables: nothing that a rule says is lost, and every cell can be read by whom it is for."""

import pytest
from as_dmn import graph
from openpyxl import load_workbook

from yidi.files import read_files
from yidi.names import short
from yidi.reading.rules import rulings
from yidi.sheets.columns import house_order
from yidi.sheets.csv_file import read_csv, write_csv
from yidi.sheets.plan import make_plan
from yidi.sheets.rows import read_rows
from yidi.sheets.spelling import Speller
from yidi.sheets.table import lines, make_table, row_of
from yidi.sheets.xlsx_read import read_xlsx
from yidi.sheets.xlsx_write import write_xlsx


def test_every_statement_of_every_rule_has_a_cell(base):
    """Predicates and their values are counted; the class and the decision stand elsewhere."""
    count = 0
    for decision in base.vocabulary.decisions.values():
        table = make_table(base, graph(), decision)
        predicates = {c.predicate for c in table.columns}
        for iri, row in table.rows:
            elsewhere = {p for p in graph().predicates(iri) if p.endswith(("#type", "#decides"))}
            assert set(graph().predicates(iri)) - predicates == elsewhere, short(iri)
            said = sum(len(graph().objects(iri, p)) for p in predicates if p)
            assert said == sum(map(len, row.values())), short(iri)
            count += 1
    assert len(rulings(graph())) == count > 700


def test_tables_of_all_decisions_taken_over_unchanged_change_nothing(base, tmp_path):
    sheets = []
    for decision in base.vocabulary.decisions.values():
        path = tmp_path / f"{decision.name}.csv"
        path.write_bytes(write_csv(lines(make_table(base, graph(), decision), graph(), "zh")))
        sheets.append(read_rows(read_csv(path), base, graph()))
    plan = make_plan(sheets, base, graph(), read_files(base.folder))

    assert [] == [f.text("en") for s in sheets for f in s.faults]
    assert ({}, [], []) == (plan.texts, plan.changes, plan.missing)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_is_read_back_and_says_what_its_codes_mean(base, tmp_path, language):
    decision = base.vocabulary.decisions["reduction"]
    speller = Speller(graph(), base.vocabulary)
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_xlsx([make_table(base, graph(), decision)], speller, language))
    (_, grid, _) = read_xlsx(path)
    sheet = read_rows(grid, base, graph())
    plan = make_plan([sheet], base, graph(), read_files(base.folder))

    assert ([], {}, []) == (sheet.faults, plan.texts, plan.missing)
    (page, rules, codes) = load_workbook(path).worksheets
    assert page["A2"].value
    assert "B3" == rules.freeze_panes
    assert {"zh": "异地降低幅度", "en": "Reduction away from home"}[language] == rules.title
    values = [c.value for row in rules.iter_rows(min_row=3) for c in row]
    assert {"zh": "inter-provincial 跨省异地", "en": "inter-provincial In another province"}[language] in values
    assert 0.1 in values
    offered = {d.formula1.split("!")[0].strip("'") for d in rules.data_validations.dataValidation}
    assert {codes.title, *(f for f in offered if f != codes.title)} >= {codes.title}
    assert len(rules.data_validations.dataValidation) >= 5


def test_the_order_of_predicates_is_that_of_the_files(base):
    """A new line stands where the files have such a line: most rules keep the order that new blocks get."""
    kept = 0
    rules = list(base.rules.values())
    for rule in rules:
        order = house_order(base.vocabulary.decisions[rule.decision])
        places = [order.index(p) for p in graph().predicates(rule.iri) if p in order]
        kept += places == sorted(places)
    assert kept / len(rules) > 0.9


def test_a_row_says_what_the_rule_says(base):
    columns = make_table(base, graph(), base.vocabulary.decisions["reduction"]).columns
    row = row_of(Speller(graph(), base.vocabulary), columns, "https://w3id.org/yidi/id/rule/360000-reduction-referral")

    assert ["0.10 firstSelfPayShare"] == row["value"]
    assert ["referral", "emergency"] == row["yidi:standing"]


@pytest.mark.parametrize(
    ("decision", "text", "item"),
    [
        ("deductible", "300元", "300 yuan"),
        ("deductible", "1,200 元", "1200 yuan"),
        ("reduction", "10个百分点", "10 percentagePoints"),
        ("reduction", "0.9 factor", "0.9 factor"),
    ],
)
def test_a_number_may_have_its_unit_behind_it(base, decision, text, item):
    """As spreadsheet users write it; where a decision knows several kinds, the unit says which."""
    known = base.vocabulary.decisions[decision]
    column = next(c for c in make_table(base, graph(), known).columns if c.id == "value")

    assert ([item], []) == Speller(graph(), base.vocabulary).read(column, text, known)
