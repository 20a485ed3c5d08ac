"""What is wrong with a table is told by cell, all at once, and nothing is written."""

import string

import pytest
from openpyxl import load_workbook
from tabled_city import RULES, edit, exported, run, turtle

from yidi.sheets.messages import TROUBLES


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
        ("yidi:code", "戊", "code-unknown"),
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
    assert "Faults: 1. Nothing was written.\n" == said
    assert RULES == turtle(city)


@pytest.mark.usefixtures("city")
def test_percent_where_points_are_meant_is_refused():
    """10% of a reduction is a share, ten percentage points are 10."""
    exported("t.xlsx")
    edit("t.xlsx", {("rule:points", "value"): (0.1, "0%")})
    status, told, _ = run("import", "t.xlsx")

    assert 2 == status
    assert "number-percent  “10%” is a percentage" in told


@pytest.mark.usefixtures("city")
def test_all_faults_come_at_once_and_in_both_languages():
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


def test_a_rule_that_changed_since_the_export_is_not_overwritten(city):
    exported("t.csv")
    path = city / "ontology/rules/200000-city.ttl"
    path.write_text(RULES.replace('"90%"', '"九折"'), encoding="utf-8")
    edit("t.csv", {("rule:old", "label@en"): "Other"})
    status, told, _ = run("import", "t.csv")

    assert 2 == status
    assert "row-stale  rule:old has changed since this table was exported." in told


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


@pytest.mark.usefixtures("city")
def test_merged_cells_and_sheets_of_ones_own():
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
    assert (2, "t.xlsx:lowered!F3  error  table-merged") == (
        status,
        told[: len("t.xlsx:lowered!F3  error  table-merged")],
    )


@pytest.mark.usefixtures("city")
def test_a_sheet_formatted_to_its_last_row_is_refused_and_not_read():
    exported("t.xlsx")
    book = load_workbook("t.xlsx")
    book.worksheets[1].cell(1_048_576, 1).value = "x"
    book.save("t.xlsx")
    status, told, _ = run("import", "t.xlsx")

    assert 2 == status
    assert "table-large" in told


@pytest.mark.usefixtures("city")
def test_files_that_are_there_are_replaced_only_on_request():
    exported("t.csv")
    assert (2, "", "t.csv is there already. Give another name, or --force to replace it.\n") == run(
        "export", "lowered", "--out", "t.csv"
    )
    assert 0 == run("export", "lowered", "--out", "t.csv", "--force")[0]


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "lowerd"], "There is no decision “lowerd”. Did you mean lowered?\n"),
        (["export", "--area", "1", "lowered"], "There is no jurisdiction “1”.\n"),
        (["export", "--out", "t.ods"], "The format is not clear."),
        (["export", "--format", "xlsx"], "A workbook cannot be shown"),
        (["export", "--format", "dmn"], "DMN is exported for one pooling area."),
        (["export", "--on", "2025-01-01"], "--on is for DMN alone"),
        (["import", "ontology"], "ontology: there is no .csv or .xlsx file here.\n"),
        (["import", "ontology/decisions.ttl"], "ontology/decisions.ttl: is neither .csv nor .xlsx."),
    ],
)
def test_what_is_asked_for_wrongly_is_told_in_a_line(arguments, said):
    assert run(*arguments)[0] == 2
    assert run(*arguments)[2].startswith(said)


def test_every_trouble_is_told_in_both_languages_with_the_same_details():
    for name, said in TROUBLES.items():
        fields = [{f for _, f, _, _ in string.Formatter().parse(said[lang]) if f} for lang in ("zh", "en")]
        assert fields[0] == fields[1], name
    assert len(TROUBLES) > 30
