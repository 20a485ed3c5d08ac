"""Rules as tables and back, whatever they say: nothing changes of itself, and what is changed is what was meant."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_rules import BASES, INPUTS, OF, VALUES, layouts, opened, plain_turtle, quoted, rules_of, texts

from yidi.names import expand
from yidi.sheets.csv_file import read_csv, write_csv
from yidi.sheets.plan import make_plan
from yidi.sheets.rows import read_rows
from yidi.sheets.spelling import Speller
from yidi.sheets.table import lines, make_table
from yidi.sheets.xlsx_read import read_xlsx
from yidi.sheets.xlsx_write import write_xlsx

FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def tables_of(base, graph):
    return [t for d in base.vocabulary.decisions.values() if (t := make_table(base, graph, d)).rows]


def grids(base, graph, form, folder):
    tables = tables_of(base, graph)
    if form == "xlsx":
        path = folder / "t.xlsx"
        path.write_bytes(write_xlsx(tables, Speller(graph, base.vocabulary), "zh"))
        return [g for g in read_xlsx(path) if g.sheet not in ("说明", "代码表")]
    found = []
    for table in tables:
        path = folder / f"{table.decision.name}.csv"
        path.write_bytes(write_csv(lines(table, graph, "en")))
        found.append(read_csv(path))
    return found


def planned(grids_, base, graph, files):
    sheets = [read_rows(g, base, graph) for g in grids_]
    assert [] == [f.text("en") for s in sheets for f in s.faults]
    plan = make_plan(sheets, base, graph, files)
    assert [] == [f.text("en") for f in plan.faults]
    return plan


@FEW
@given(BASES.flatmap(layouts), st.sampled_from(["csv", "xlsx"]))
def test_a_table_taken_over_unchanged_changes_nothing(tmp_path_factory, turtle, form):
    files, graph, base = opened(turtle)
    plan = planned(grids(base, graph, form, tmp_path_factory.mktemp("t")), base, graph, files)

    assert {} == plan.texts
    assert [] == plan.changes + plan.missing


@st.composite
def edited(draw):
    """Give a base as Turtle in any layout, and what it says after one rule has changed in some predicates."""
    said = draw(BASES)
    name = draw(st.sampled_from(list(said)))
    rule = dict(said[name])
    decision = rule["yidi:decides"][0].removeprefix("decision:")
    choices = ["rdfs:label", "value", "yidi:figure", "yidi:binding", "yidi:jurisdiction", "skos:editorialNote"]
    for change in draw(st.lists(st.sampled_from([*choices, *OF[decision]]), min_size=1, max_size=3, unique=True)):
        if change == "rdfs:label":
            rule[change] = [quoted(draw(st.text("甲乙丙ab,=", min_size=1)), tag) for tag in ("zh", "en")]
        elif change == "value":
            rule = {p: o for p, o in rule.items() if p not in ("yidi:value", "yidi:atMost")}
            rule |= {f"yidi:{p}": objects for p, objects in draw(VALUES[decision]).items()}
        elif change in INPUTS:
            rule[f"yidi:{change}"] = draw(INPUTS[change] | st.just([]))
        elif change == "yidi:jurisdiction":
            rule[change] = draw(st.sampled_from([["area:100000"], ["area:200000"]]))
        else:
            rule[change] = draw(st.just([]) | (st.just(["true"]) if change == "yidi:binding" else texts("zh", 1)))
    after = {**said, name: {p: objects for p, objects in rule.items() if objects}}
    return draw(layouts(said)), after


@FEW
@given(edited())
def test_changed_cells_give_exactly_the_rule_that_was_meant(tmp_path_factory, before_and_after):
    turtle, after = before_and_after
    files, graph, base = opened(turtle)
    _, graph_after, base_after = opened(plain_turtle(after))
    grids_ = grids(base_after, graph_after, "csv", tmp_path_factory.mktemp("t"))
    stateless = [g.__class__(g.file, g.sheet, tuple(row[:-1] for row in g.rows)) for g in grids_]

    plan = planned(stateless, base, graph, files)
    changed = plan.texts.get("o/rules/r.ttl", turtle)
    _, _, found = opened(changed)

    assert rules_of(base_after) == rules_of(found)
    assert [f"# {name}" for name in after] == [x for x in changed.splitlines() if x.startswith("# rule:")]


@FEW
@given(BASES, BASES.flatmap(layouts))
def test_rows_added_and_removed_are_rules_added_and_removed(tmp_path_factory, wanted, turtle):
    """A table of other rules, taken over with --delete, leaves the base with just these."""
    files, graph, base = opened(turtle)
    renamed = {f"rule:n{i}": said for i, said in enumerate(wanted.values())}
    _, graph_wanted, base_wanted = opened(plain_turtle(renamed))
    sheets = [read_rows(g, base, graph) for g in grids(base_wanted, graph_wanted, "csv", tmp_path_factory.mktemp("t"))]
    plan = make_plan(sheets, base, graph, files, delete=True)
    texts_ = "".join(text for text in plan.texts.values())

    decisions = {r.decision for r in base_wanted.rules.values()}
    assert {r.iri for r in base.rules.values() if r.decision in decisions} == {
        c.rule for c in plan.changes if c.what == "removed"
    }
    assert {expand(name) for name in renamed} == {c.rule for c in plan.changes if c.what == "added"}
    if plan.texts.keys() == {"o/rules/r.ttl"}:
        _, _, found = opened(texts_)
        kept = {iri: r for iri, r in rules_of(base).items() if r.decision not in decisions}
        assert {**kept, **rules_of(base_wanted)} == rules_of(found)
