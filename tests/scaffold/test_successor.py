"""`yidi new rule --replaces`: a number changes from a day on; the old rule ends, and its exceptions stay exceptions."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from strategies import built_in

from yidi.base import load, load_files
from yidi.errors import UsageError
from yidi.files import read_files, shown
from yidi.names import expand
from yidi.scaffold.rule import Draft, slug
from yidi.scaffold.successor import succeed

BASE = built_in()
TODAY = date(2026, 1, 2)
NONE = Draft(
    **dict.fromkeys(("decision", "value", "at_least", "at_most", "kind", "begins", "ends", "figure")),
    **dict.fromkeys(("zh", "en", "name", "file")),
    areas=(),
    conditions=(),
    basis=(),
    overrides=(),
)
DEDUCTIBLE = replace(
    NONE,
    replaces="360100-deductible-employee-tertiary",
    value="700",
    figure="700元",
    begins="2027-07-01",
    basis=("source:jx-x-01",),
)
RATIO = replace(
    NONE,
    replaces="rule:610100-ratio-resident-tertiary",
    value="0.65",
    figure="65%",
    begins="2027-01-01",
    basis=("source:sx-1-resident-ratio",),
)
COPY = """\
rule:360100-deductible-employee-tertiary-2027
    a yidi:Rule ;
    rdfs:label "南昌职工三级医院住院起付标准（2027年7月1日起）"@zh , "Nanchang employees in tertiary hospitals: deductible (from 2027-07-01)"@en ;
    yidi:decides decision:deductible ;
    yidi:jurisdiction area:360100 , area:360000-provincial ;
    yidi:scheme scheme:employee ;
    yidi:care care:inpatient ;
    yidi:level level:tertiary ;
    yidi:value "700"^^yidi:yuan ;
    yidi:validFrom "2027-07-01"^^xsd:date ;
    yidi:basis source:jx-x-01 ;
    yidi:figure "700元"@zh ;
    yidi:lastChecked "2026-01-02"^^xsd:date .
"""  # noqa: E501 - labels are as long as they are


def compiled(found):
    """The base as it would be."""
    texts = read_files(BASE.folder) | {shown(change.path): change.after.encode() for change in found.changes}
    return load_files(BASE.folder, texts)


def faults(draft):
    with pytest.raises(UsageError) as found:
        succeed(BASE, draft, TODAY, "en")
    return str(found.value).splitlines()


def test_a_successor_stands_behind_its_rule_which_ends_and_keeps_its_exceptions():
    """Without the overrides two rules would contradict it: the base compiles, and says what was meant."""
    found = succeed(BASE, DEDUCTIBLE, TODAY, "en")
    (change,) = found.changes
    base = compiled(found)
    old, new = (base.rules[expand(f"rule:{DEDUCTIBLE.replaces}{year}")] for year in ("", "-2027"))

    assert f"\n\n{COPY}\n" in change.after
    assert date(2027, 6, 30).toordinal() == old.valid_to
    assert (old.conditions, old.jurisdictions) == (new.conditions, new.jurisdictions)
    exceptions = {r.iri for r in base.rules.values() if new.iri in r.overrides}
    assert exceptions == {r.iri for r in BASE.rules.values() if old.iri in r.overrides}
    assert 2 == len(exceptions)
    assert [
        "rule:360100-deductible-employee-tertiary ends on 2027-06-30",
        "rule:360100-deductible-employee-mental now overrides rule:360100-deductible-employee-tertiary-2027 as well",
        "rule:360100-deductible-employee-tumour now overrides rule:360100-deductible-employee-tertiary-2027 as well",
    ] == found.notes


def test_nothing_but_the_change_is_in_the_difference():
    """Every line of the file stays, but the ends of the overrides: comments and layout are never lost."""
    (change,) = succeed(BASE, RATIO, TODAY, "en").changes
    before, after = change.before.splitlines(), change.after.splitlines()

    assert [line for line in before if line not in after] == []
    assert len(after) - len(before) == 15  # an empty line, the block, and the last day of the old rule


def test_a_part_of_the_areas_leaves_the_old_rule_in_force_elsewhere():
    """It gives way there to the later rule, and nowhere else."""
    found = succeed(BASE, replace(DEDUCTIBLE, areas=("360100",)), TODAY, "en")
    rules = compiled(found).rules

    assert rules[expand(f"rule:{DEDUCTIBLE.replaces}")].valid_to > date(2100, 1, 1).toordinal()
    assert ("360100",) == rules[expand(found.name)].jurisdictions
    assert 2 == len(found.notes)


def test_a_second_successor_says_its_day_in_place_of_the_first(tmp_path):
    """Label and name carry the day of the newest, not of all before it; a year that is taken becomes a day."""
    shutil.copytree(BASE.folder / "ontology", tmp_path / "ontology")
    (change,) = succeed(BASE, RATIO, TODAY, "en").changes
    (tmp_path / change.path.relative_to(BASE.folder)).write_text(change.after, "utf-8")
    again = replace(RATIO, replaces="610100-ratio-resident-tertiary-2027", begins="2027-09-01", zh=None)
    found = succeed(load(tmp_path), again, TODAY, "en")

    assert "rule:610100-ratio-resident-tertiary-2027-09-01" == found.name
    assert '"西安居民三级医院住院支付比例（2027年9月1日起）"@zh' in found.changes[0].after
    assert ["rule:610100-ratio-resident-tertiary-2027 ends on 2027-08-31"] == found.notes


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"replaces": "610100-ratio-resident-tertiry"}, "--replaces: 'rule:610100-ratio-resident-tertiry' is not"),
        ({"decision": "cap"}, "--decision: is taken from rule:610100-ratio-resident-tertiary"),
        ({"conditions": ("--level", "primary")}, "--level primary: is taken from"),
        ({"begins": "2023-01-01"}, "--from: rule:610100-ratio-resident-tertiary itself begins on 2023-01-01."),
        ({"begins": None}, "--from: is needed."),
        ({"value": "65"}, "--value: '65' is no valid ratio."),
        ({"figure": None}, "--figure: is needed for a number"),
        ({"name": "610100-cap-resident"}, "rule:610100-cap-resident: this name is taken."),
    ],
)
def test_a_fault_is_told_in_words(change, fault):
    """What is missing, and what comes from the rule that is replaced."""
    assert [line.startswith(fault) for line in faults(replace(RATIO, **change))] == [True]


def test_files_are_named_as_people_spell_the_place():
    """The apostrophe of Xi'an is in no name."""
    assert "xian" == slug(BASE, "610100")
