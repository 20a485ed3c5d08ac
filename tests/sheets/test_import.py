"""Tables as authors hand them back: what they meant is taken over to the letter."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tabled_city import RULES, changed_lines, edit, exported, run, turtle


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_changed_cell_changes_its_line_and_no_other(city, name):
    """0.85 as a spreadsheet keeps it is "0.85"; comments and layout stay."""
    exported(name)
    edit(name, {("rule:old", "value"): 0.85, ("rule:old", "figure@zh"): "85%"})
    status, told, said = run("import", name)

    assert 0 == status
    assert "    Value: 0.90 factor → 0.85 factor\n" in told
    assert "Next: yidi check, yidi test, yidi diff." in said
    assert (
        ['yidi:value "0.90"^^yidi:factor ;', 'yidi:figure "90%"@zh ;'],
        ['yidi:value "0.85"^^yidi:factor ;', 'yidi:figure "85%"@zh ;'],
    ) == changed_lines(RULES, turtle(city))
    assert (0, "Nothing changes, nothing was written.\n") == run("import", name)[::2]


@pytest.mark.parametrize(
    ("column", "value", "line"),
    [
        ("value", (0.3 * 3 - 0.05, "General"), 'yidi:value "0.85"^^yidi:factor ;'),
        ("value", (0.85, "0%"), 'yidi:value "0.85"^^yidi:factor ;'),
        ("value", "８５％", 'yidi:value "0.85"^^yidi:factor ;'),
        ("value", "1,200 months", 'yidi:value "1200"^^yidi:months ;'),
        ("yidi:years", "≥６０", "yidi:years [ yidi:from 60 ] ;"),
        ("yidi:years", "< 18; [60，65)", "yidi:years [ yidi:below 18 ] , [ yidi:from 60 ; yidi:below 65 ] ;"),
        ("yidi:years", 3, "yidi:years 3 ;"),
        ("yidi:code", "甲；丁", "yidi:code code:a , code:d ;"),
        ("yidi:code", "d 丁", "yidi:code code:d ;"),
        ("yidi:flag", "是", "yidi:flag true ;"),
        ("yidi:flag", True, "yidi:flag true ;"),
        ("jurisdiction", 100000, "yidi:jurisdiction area:100000 ;"),
        ("validTo", datetime(2027, 12, 31), 'yidi:validTo "2027-12-31"^^xsd:date ;'),  # noqa: DTZ001
        ("validTo", "2027/12/31", 'yidi:validTo "2027-12-31"^^xsd:date ;'),
        ("validTo", "2027年2月1日", 'yidi:validTo "2027-02-01"^^xsd:date ;'),
        ("overrides", "rule:points", "yidi:overrides rule:points ;"),
        ("basis", "source:y 依据", "yidi:basis source:y ;"),
        ("label@en", "New", 'rdfs:label "=旧"@zh , "New"@en ;  # as printed'),
        ("editorialNote@zh", "甲\n乙", 'skos:editorialNote "Seen in print."@en , "甲"@zh , "乙"@zh .'),
    ],
)
def test_what_people_and_spreadsheets_write_is_understood(city, column, value, line):
    exported("t.xlsx")
    edit("t.xlsx", {("rule:old", column): value})
    status, _, said = run("import", "t.xlsx")

    assert 0 == status, said
    _, new = changed_lines(RULES, turtle(city))
    assert [line] == new


def test_a_dry_run_shows_the_difference_and_writes_nothing(city):
    exported("t.csv")
    edit("t.csv", {("rule:points", "validTo"): "2027-12-31", ("rule:old", "editorialNote@en"): ""})
    status, told, said = run("import", "t.csv", "--dry-run")

    assert 0 == status
    assert '+    yidi:validTo "2027-12-31"^^xsd:date ;' in told.splitlines()
    assert '+    yidi:lastChecked "2026-01-01"^^xsd:date .' in told.splitlines()
    assert said.endswith("This was a dry run. Nothing was written.\n")
    assert RULES == turtle(city)


def test_a_prefix_comes_and_goes_with_its_use(city):
    exported("t.csv")
    edit("t.csv", {("rule:old", "editorialNote@en"): "", ("rule:points", "group"): "group:g"})
    run("import", "t.csv")

    assert "@prefix skos:" not in turtle(city)
    assert (
        turtle(city).index("@prefix decision:")
        < turtle(city).index("@prefix group:")
        < turtle(city).index("@prefix rule:")
    )


def test_a_further_row_is_a_further_block_behind_its_like(city):
    exported("t.csv")
    text = Path("t.csv").read_bytes().decode()
    row = next(line for line in text.splitlines() if line.startswith("rule:points"))
    new = row.replace("rule:points", "rule:further").replace(",c,", ",b,").rsplit(",", 1)[0] + ","
    Path("t.csv").write_bytes(f"{text}{new}\r\n".encode())
    status, told, _ = run("import", "t.csv")

    assert 0 == status
    assert "added  rule:further  (t.csv:A5)" in told
    assert turtle(city).startswith(RULES)
    assert "\n\nrule:further\n    a yidi:Rule ;\n" in turtle(city)
    assert turtle(city).count("\n    yidi:basis source:x , source:y ;\n") == 2


def test_an_area_without_rules_gets_a_file_of_its_own(city):
    exported("t.csv")
    text = Path("t.csv").read_bytes().decode()
    row = next(line for line in text.splitlines() if line.startswith("rule:points"))
    new = row.replace("rule:points", "rule:further").replace("200000", "100000").rsplit(",", 1)[0] + ","
    Path("t.csv").write_bytes(f"{text}{new}\r\n".encode())
    status, _, said = run("import", "t.csv")

    assert (0, RULES) == (status, turtle(city))
    assert "ontology/rules/100000-the-lowered.ttl" in said
    assert (city / "ontology/rules/100000-the-lowered.ttl").read_text().startswith("# 全国 / The nation: ")
    assert (0, "Nothing changes, nothing was written.\n") == run("import", "t.csv")[::2]


def test_a_row_left_out_removes_its_rule_only_on_request(city):
    exported("t.csv", "--area", "200000")
    lines = Path("t.csv").read_bytes().splitlines(keepends=True)
    Path("t.csv").write_bytes(b"".join(line for line in lines if not line.startswith(b"rule:old")))
    _, _, said = run("import", "t.csv")
    assert "1 rules of the base are not in the tables (rule:old) and stay." in said
    assert RULES == turtle(city)

    status, told, _ = run("import", "t.csv", "--delete")
    assert (0, True) == (status, told.startswith("removed  rule:old"))
    assert "rule:old" not in turtle(city)
    assert "Lowered ---------" in turtle(city)


def test_columns_may_be_moved_left_out_and_added(city):
    (city / "t.csv").write_text("备注,取值,规则\n,value,decision:lowered\n改,0.8,rule:old\n", encoding="utf-8")
    assert 0 == run("import", "t.csv")[0]
    assert 'yidi:value "0.8"^^yidi:factor ;' in turtle(city)

    (city / "t.csv").write_text("decision:lowered,valu,value,value\nrule:old,1,2,3\n", encoding="utf-8")
    status, told, _ = run("import", "t.csv")
    assert 2 == status
    assert ["column-unknown", "column-twice"] == [line.split("  ")[2] for line in told.splitlines()]


def test_no_cell_is_a_formula_to_a_spreadsheet(city):
    exported("t.csv")
    assert b",'=\xe6\x97\xa7," in (city / "t.csv").read_bytes()
    assert (city / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    exported("t.xlsx")
    cells = [c for sheet in load_workbook("t.xlsx") for row in sheet.iter_rows() for c in row]
    assert [] == [c.coordinate for c in cells if c.data_type == "f"]
    assert ["=旧"] == [c.value for c in cells if str(c.value).startswith("=")]
