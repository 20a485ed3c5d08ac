"""Whatever stands in a file, it gives findings or an error that says where: never a traceback, and never a pass."""

import json
from copy import deepcopy

import pytest
import yaml
from filed import FOLDER, cases, findings

from yidi.errors import CaseError
from yidi.filings import FilingReader

(WORKER,) = (case["given"] for case in cases(FOLDER / "pass" / "worker.yaml"))
TURTLE = (FOLDER / "pass" / "worker.ttl").read_text("utf-8")
DEEP = 3000


def changed(path, value):
    """Give the sound filing with one value changed."""
    case = deepcopy(WORKER)
    *parents, last = path.split(".")
    part = case
    for key in parents:
        part = part[key]
    part[last] = value
    return case


def told(judge, value):
    """Give the shapes that a filing in the form of JSON violates, and where."""
    entries = list(FilingReader(judge).entries([value]))
    (own,) = findings(judge, judge.judge(entries), entries)
    return {(each["shape"], each.get("path", "")) for each in own}


def read(judge, tmp_path, name, content):
    """Give what is told of a file: the findings, or the faults that keep it from being read."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        entries = FilingReader(judge).read(path)
    except CaseError as error:
        return [f"{fault.line}:{fault.column}" for fault in error.faults if str(path) in str(fault)]
    return [each["shape"] for own in findings(judge, judge.judge(entries), entries) for each in own]


@pytest.mark.parametrize(
    "day",
    ["9999-12-31", "0000-00-00", "2025-02-30", "-2025-03-01", "2025-03-01Z", "20250301", "", " ", 0, 1e9, True, {}],
)
def test_what_is_no_day_is_told_as_one(judge, day):
    """And no other shape speaks of the day."""
    assert told(judge, changed("filing.startsOn", day)) == {("filing-starts-on", "filing.startsOn")}


@pytest.mark.parametrize(
    "code",
    [
        "x> } drop",
        '"; DROP GRAPH <x>',
        "a b\tc\n",
        "\x00",
        "\ud800",
        "长期" * 500,
        "../level/tertiary",
        "https://w3id.org/yidi/id/filing-type/referral",
        "{?value}",
        10**5000,
        float("nan"),
        [[]],
        [None],
        {"@id": "x"},
    ],
    ids=lambda code: type(code).__name__,
)
def test_what_is_no_code_is_told_as_one(judge, code):
    """Nothing that stands in a value becomes a query, an address of another thing or a part of the message."""
    assert ("filing-type", "filing.type") in told(judge, changed("filing.type", code))


@pytest.mark.parametrize(
    "key", ["x y", 'a"b', "甲乙", "<x>", "", ".", "a.b", "\x00", "\ud800", "filingCoversPlace", "outcome"]
)
def test_an_unknown_key_is_told_with_its_name(judge, key):
    """However it is written."""
    (only,) = told(judge, changed(f"filing.{'x'}", 1) | {"filing": {**WORKER["filing"], key: "x"}})

    assert only[0] == "Filing"
    assert only[1].startswith("filing")


def test_a_thousand_materials_are_told_one_by_one(judge):
    """Each has its own finding."""
    materials = [*WORKER["filing"]["materials"], *(f"x{n}" for n in range(1000))]
    entries = list(FilingReader(judge).entries([changed("filing.materials", materials)]))
    (own,) = findings(judge, judge.judge(entries), entries)

    assert [each["shape"] for each in own] == ["filing-materials"] * 1000


@pytest.mark.parametrize("value", ["x", 3, None, True, [], [WORKER]], ids=repr)
def test_what_is_no_object_is_refused(judge, value):
    """A filing is an object of keys and values."""
    with pytest.raises(CaseError) as caught:
        told(judge, value)

    assert [fault.message for fault in caught.value.faults] == ["A filing is an object of key: value pairs."]


def test_an_empty_object_says_nothing(judge):
    """It is a case without anything, which is told."""
    assert told(judge, {}) == {("CaseWithMatter", ""), ("case-person-given", "person")}


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("empty.yaml", "", "None:None"),
        ("comment.yaml", "# nothing\n", "None:None"),
        ("null.json", "null", "None:None"),
        ("string.json", '"x"', "1:1"),
        ("number.yaml", "3\n", "1:1"),
        ("list.yaml", "- 1\n- 2\n", "1:3"),
        ("with-null.json", json.dumps([WORKER, None]), None),
        ("twice.yaml", "filing:\n  type: referral\n  type: emergency\n", "3:3"),
        ("twice.json", '{"filing": {}, "filing": {}}', "1:16"),
        ("gbk.yaml", "person: {name: 王小明}\n".encode("gbk"), "None:None"),
        ("utf-16.json", json.dumps(WORKER).encode("utf-16"), "None:None"),
        ("nul.yaml", b"person: {name: a\x00b}\n", None),
        ("cut.json", json.dumps(WORKER)[:-5], None),
        ("cut.ttl", TURTLE[:-20], None),
        ("no-case.ttl", "<urn:a> <urn:b> <urn:c> .\n", None),
        ("empty.ttl", "", None),
        ("large.yaml", "x: y\n" * 2_000_000, "None:None"),
        ("deep.json", '{"filing": ' * DEEP + "1" + "}" * DEEP, None),
        ("deep.yaml", "filing: " + "[" * DEEP + "]" * DEEP, None),
        ("long-number.json", '{"visit": {"admissionNumber": ' + "9" * 5000 + "}}", None),
        ("context.jsonld", json.dumps({"@context": "https://example.org/", **WORKER}), None),
    ],
)
def test_a_file_that_holds_no_filing_is_told_with_its_place(judge, tmp_path, name, content, place):
    """What cannot be read is an error of its own, before any shape is asked."""
    found = read(judge, tmp_path, name, content)

    assert found
    assert place in (None, found[0])


def test_aliases_that_multiply_are_not_followed_for_ever(judge, tmp_path):
    """A small file that means a large one is refused or told."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join(['*' + before] * 10)}]" for before, name in zip("abcdefgh", "bcdefghi")]  # noqa: B905

    assert read(judge, tmp_path, "bomb.yaml", "\n".join(lines) + "\nfiling: *i\n")


@pytest.mark.parametrize(
    ("turtle", "shape"),
    [
        ("<https://example.org/filing/1> yidi:replaces <https://example.org/filing/1> .", "ReplacedFiling"),
        ("<https://example.org/case/1> yidi:filing <https://example.org/case/1> .", "case-filing"),
        ("<https://example.org/person/1> yidi:insuredIn [] .", "person-insured-in"),
        ("<https://example.org/filing/1> yidi:filingType ( filing-type:referral ) .", "filing-type"),
        ("<https://example.org/filing/1> <urn:x> [ <urn:y> [] ] .", "Filing"),
        ("<https://example.org/case/1> yidi:visit [ yidi:filingCoversPlace false ] .", "Visit"),
        ("<https://example.org/case/1> yidi:day '2025-03-01'^^xsd:date .", "Case"),
        ("<https://example.org/filing/1> yidi:destination 'x\\u0000y' .", "filing-destination"),
        ("<https://example.org/filing/1> yidi:startsOn '2025-03-01'^^<urn:x> .", "filing-starts-on"),
        ("<https://example.org/case/1> yidi:asOf '2025-03-01'@zh .", "case-as-of"),
        ("[] a yidi:Case .", "CaseWithMatter"),
    ],
)
def test_cycles_blank_nodes_and_foreign_things_are_told(judge, tmp_path, turtle, shape):
    """A statement more in a sound filing."""
    assert shape in read(judge, tmp_path, "worker.ttl", f"{TURTLE}\n{turtle}\n")


@pytest.mark.parametrize(
    "claim",
    [
        "material:id-card yidi:order 1 .",
        "division:110000 yidi:partOf division:410100 .",
        "<https://w3id.org/yidi/id/rule/100000-materials-form> yidi:value material:id-card .",
    ],
)
def test_what_a_file_claims_of_the_base_changes_nothing(judge, tmp_path, claim):
    """Codes, places and rules are what the base says that they are."""
    assert read(judge, tmp_path, "worker.ttl", f"{TURTLE}\n{claim}\n") == []


def test_nothing_that_is_validated_changes_the_shapes(judge):
    """The same filing is told the same before and after all others."""
    before = told(judge, {})
    told(judge, yaml.safe_load((FOLDER / "all-faults.yaml").read_text("utf-8"))[0]["given"])

    assert before == told(judge, {})
