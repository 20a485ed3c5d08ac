"""A city with two rules, and `yidi table` run on it."""

import csv
import io
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook

from yidi.cli import main

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
        if isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value
    book.save(name)


def changed_lines(before, after):
    """The lines that only one of two texts has."""
    a, b = before.splitlines(), after.splitlines()
    return [line.strip() for line in a if line not in b], [line.strip() for line in b if line not in a]
