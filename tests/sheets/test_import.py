"""Tables as authors hand them back: what they meant is taken over to the letter, and what is wrong is told by cell."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from random_rules import TERMS

from yidi.cli import main
from yidi.sheets.messages import TROUBLES

RULES = """# A city's rules

@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix area: <https://w3id.org/yidi/id/area/> .
@prefix code: <https://w3id.org/yidi/id/code/> .
@prefix decision: <https://w3id.org/yidi/id/decision/> .
@prefix rule: <https://w3id.org/yidi/id/rule/> .
@prefix source: <https://w3id.org/yidi/id/source/> .
@prefix yidi: <https://w3id.org/yidi/ns#> .

# Lowered ----------------------------------------------------------------------

rule:old
    a yidi:Rule ;
    rdfs:label "=旧"@zh , "Old"@en ;  # as printed
    yidi:decides decision:lowered ;
    yidi:jurisdiction area:200000 ;
    yidi:code code:a ;
    yidi:years [ yidi:from 60 ; yidi:below 70 ] ;
    yidi:value "0.90"^^yidi:factor ;
    yidi:validFrom "2023-01-01"^^xsd:date ;
    yidi:basis source:x ;
    yidi:figure "90%"@zh ;
    yidi:lastChecked "2026-01-01"^^xsd:date ;
    skos:editorialNote "Seen in print."@en .

rule:points
    a yidi:Rule ;
    rdfs:label "降十个百分点"@zh , "Ten points less"@en ;
    yidi:decides decision:lowered ;
    yidi:jurisdiction area:200000 ;
    yidi:code code:c ;
    yidi:value "10"^^yidi:percentagePoints ;
    yidi:validFrom "2023-01-01"^^xsd:date ;
    yidi:basis source:x , source:y ;
    yidi:figure "10个百分点"@zh ;
    yidi:lastChecked "2026-01-01"^^xsd:date .
"""


@pytest.fixture
def city(tmp_path, monkeypatch):
    """Make a base with two rules, its tables beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ontology/rules").mkdir(parents=True)
    (tmp_path / "ontology/decisions.ttl").write_text(TERMS, encoding="utf-8")
    (tmp_path / "ontology/rules/200000-city.ttl").write_text(RULES, encoding="utf-8")
    return tmp_path


def run(*arguments):
    """Run `yidi table` on the base here; give its status and both outputs."""
    result = CliRunner().invoke(main, ["table", *map(str, arguments), "--base", "."])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.stdout, result.stderr


def exported(name, *arguments):
    """Export a table and give the file."""
    status, _, said = run("export", "lowered", "--out", name, *arguments)
    assert (0, f"Written: {name}.\n") == (status, said)


def turtle(city):
    return (city / "ontology/rules/200000-city.ttl").read_text(encoding="utf-8")


def edit(name, changes):
    """Change cells of a table: by the row's name and the column's id."""
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(Path(name).read_bytes().decode("utf-8-sig"), newline="")))
        for (row, column), value in changes.items():
            rows[next(i for i, r in enumerate(rows) if r[0] == row)][rows[1].index(column)] = str(value)
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        Path(name).write_bytes(out.getvalue().encode())
        return
    book = load_workbook(name)
    sheet = book.worksheets[1]
    ids = [c.value for c in sheet[2]]
    for (row, column), value in changes.items():
        number = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == row)
        cell = sheet.cell(number, ids.index(column) + 1)
        cell.value, cell.number_format = value if isinstance(value, tuple) else (value, cell.number_format)
    book.save(name)


def changed_lines(before, after):
    """The lines that only one of two texts has."""
    a, b = before.splitlines(), after.splitlines()
    return [line.strip() for line in a if line not in b], [line.strip() for line in b if line not in a]


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_changed_cell_changes_its_line_and_no_other(city, name):
    """0.85 as a spreadsheet keeps it is "0.85"; comments and layout stay."""
    exported(name)
    edit(name, {("rule:old", "value"): 0.85, ("rule:old", "figure@zh"): "85%"})
    status, told, said = run("import", name)

    assert 0 == status
    assert "value: 0.90 factor → 0.85 factor" in told
    assert "Next: yidi check, yidi test." in said
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
        ("yidi:code", "甲；丙", "yidi:code code:a , code:c ;"),
        ("yidi:code", "b 乙", "yidi:code code:b ;"),
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


@pytest.mark.parametrize(
    ("column", "value", "trouble"),
    [
        ("value", "=0.8+0.05", "cell-formula"),
        ("value", "#DIV/0!", "cell-error"),
        ("value", "1.2E+05", "number-scientific"),
        ("value", "85%%", "number-invalid"),
        ("value", "1.85000001", "number-invalid"),
        ("value", "-1", "number-invalid"),
        ("value", None, "value-empty"),
        ("unit", "points", "unit-unknown"),
        ("unit", None, "unit-missing"),
        ("yidi:years", "> 60", "range-open"),
        ("yidi:years", "[70, 60)", "range-invalid"),
        ("yidi:years", "sixty", "range-invalid"),
        ("yidi:years", "1.5", "range-invalid"),
        ("yidi:code", "丁", "code-unknown"),
        ("yidi:code", "a 乙", "code-label"),
        ("yidi:flag", "maybe", "flag-invalid"),
        ("jurisdiction", "300000", "area-unknown"),
        ("jurisdiction", None, "cell-empty"),
        ("validFrom", "31/12/2025", "day-invalid"),
        ("validFrom", "2025-02-30", "day-invalid"),
        ("basis", "source:z", "link-unknown"),
        ("binding", "true; false", "several"),
        ("decision:lowered", "rule:Ü", "name-invalid"),
        ("decision:lowered", "rule:points", "name-twice"),
        ("decision:lowered", None, "name-missing"),
    ],
)
def test_a_wrong_cell_is_told_by_its_address_and_nothing_is_written(city, column, value, trouble):
    exported("t.xlsx")
    edit("t.xlsx", {("rule:old", column): value})
    status, told, said = run("import", "t.xlsx")
    (line,) = told.splitlines()

    assert 2 == status
    assert f"error  {trouble}  " in line
    assert line.startswith("t.xlsx:lowered!")
    assert line.split("  ")[0][-1] in "34"  # the row of the rule, or the one that repeats its name
    assert "1 faults. Nothing was written.\n" == said
    assert RULES == turtle(city)


def test_percent_where_points_are_meant_is_refused(city):
    """10% of a reduction is a share, ten percentage points are 10."""
    exported("t.xlsx")
    edit("t.xlsx", {("rule:points", "value"): (0.1, "0%")})
    status, told, _ = run("import", "t.xlsx")

    assert 2 == status
    assert "number-percent  “10%” is a percentage" in told


def test_all_faults_come_at_once_and_in_both_languages(city):
    exported("t.csv")
    edit("t.csv", {("rule:old", "value"): "x", ("rule:points", "yidi:code"): "z", ("rule:old", "validFrom"): "?"})
    told = {lang: run("import", "t.csv", "--lang", lang)[1].splitlines() for lang in ("zh", "en")}

    assert [3, 3] == [len(lines) for lines in told.values()]
    assert [line.split("  ")[:3] for line in told["zh"]] == [line.split("  ")[:3] for line in told["en"]]
    assert all(not any("\u4e00" <= c <= "\u9fff" for c in line.split("Its codes")[0]) for line in told["en"])


def test_a_table_that_would_break_the_base_is_not_taken_over(city):
    """Two rules alike with different values: told as the base would be, with the row behind it."""
    exported("t.csv")
    edit("t.csv", {("rule:old", "yidi:code"): "c", ("rule:old", "yidi:years"): ""})
    status, told, said = run("import", "t.csv")

    assert 1 == status
    assert "rule-conflict" in told
    assert "t.csv:H3" in told
    assert "Nothing was written" in said
    assert RULES == turtle(city)


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
    assert turtle(city).index("@prefix decision:") < turtle(city).index("@prefix group:") < turtle(city).index("@prefix rule:")


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


def test_a_rule_that_changed_since_the_export_is_not_overwritten(city):
    exported("t.csv")
    path = city / "ontology/rules/200000-city.ttl"
    path.write_text(RULES.replace('"90%"', '"九折"'), encoding="utf-8")
    edit("t.csv", {("rule:old", "label@en"): "Other"})
    status, told, _ = run("import", "t.csv")

    assert 2 == status
    assert "row-stale  rule:old has changed since this table was exported." in told


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


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("t.csv", "规则,取值\n".encode("gb18030"), "table-encoding"),
        ("t.csv", b"a,b\n1,2\n", "table-headless"),
        ("t.csv", b"decision:lowerd\n", "decision-unknown"),
        ("t.csv", b'decision:lowered,"value\n', "table-unreadable"),
        ("t.xlsx", b"no workbook", "table-unreadable"),
    ],
)
def test_a_file_that_is_no_table_is_refused(city, name, content, trouble):
    (city / name).write_bytes(content)
    status, told, _ = run("import", name)

    assert 2 == status
    assert f"  error  {trouble}  " in told


def test_merged_cells_and_sheets_of_ones_own(city):
    exported("t.xlsx")
    book = load_workbook("t.xlsx")
    book.create_sheet("mine")["A1"] = "notes"
    book.save("t.xlsx")
    assert (0, "t.xlsx:mine: has no row of ids and was left out.\n") == tuple(
        part if isinstance(part, int) else part.split("Nothing")[0] for part in run("import", "t.xlsx")[::2]
    )

    book.worksheets[1].merge_cells("F3:F4")
    book.save("t.xlsx")
    status, told, _ = run("import", "t.xlsx")
    assert (2, "t.xlsx:lowered!F3  error  table-merged") == (status, told[: len("t.xlsx:lowered!F3  error  table-merged")])


def test_a_sheet_formatted_to_its_last_row_is_refused_and_not_read(city):
    exported("t.xlsx")
    book = load_workbook("t.xlsx")
    book.worksheets[1].cell(1_048_576, 1).value = "x"
    book.save("t.xlsx")
    status, told, _ = run("import", "t.xlsx")

    assert 2 == status
    assert "table-large" in told


def test_files_that_are_there_are_replaced_only_on_request(city):
    exported("t.csv")
    assert (2, "", "t.csv is there already. Give another name, or --force to replace it.\n") == run(
        "export", "lowered", "--out", "t.csv"
    )
    assert 0 == run("export", "lowered", "--out", "t.csv", "--force")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "lowerd"], "There is no decision 'lowerd'. Did you mean lowered?\n"),
        (["export", "--area", "1", "lowered"], "There is no jurisdiction '1'.\n"),
        (["export", "--out", "t.ods"], "The format is not clear."),
        (["export", "--format", "xlsx"], "A workbook cannot be shown"),
        (["export", "--format", "dmn"], "DMN is exported for one pooling area."),
        (["export", "--on", "2025-01-01"], "--on is for DMN alone"),
        (["import", "ontology"], "ontology: there is no .csv or .xlsx file here.\n"),
        (["import", "ontology/decisions.ttl"], "ontology/decisions.ttl: is neither .csv nor .xlsx."),
    ],
)
def test_what_is_asked_for_wrongly_is_told_in_a_line(city, arguments, said):
    assert run(*arguments)[0] == 2
    assert run(*arguments)[2].startswith(said)


def test_every_trouble_is_told_in_both_languages_with_the_same_details():
    import string

    for name, said in TROUBLES.items():
        fields = [{f for _, f, _, _ in string.Formatter().parse(said[lang]) if f} for lang in ("zh", "en")]
        assert fields[0] == fields[1], name
    assert len(TROUBLES) > 30
