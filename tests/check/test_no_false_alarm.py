"""What looks like a mistake and is none: words, values and documents as notices really have them."""

import pytest
from examples_of_check import BROKEN, body, checked, one_cache  # noqa: F401 - a fixture

LABEL, FIGURE = "居民降低10个百分点", 'yidi:figure "降低10个百分点"'
SOUND_LABELS = (
    "除居民外降低10个百分点",
    "居民以外的人员降低10个百分点",
    "比居民多降低10个百分点",
    "参照居民降低10个百分点",
    "城镇人员（不含居民）降低10个百分点",
    "未按规定转为居民的降低10个百分点",
)
SOUND_FIGURES = ("降低10个百分点；居民降低20个百分点", "居民降低20个百分点，其他降低10个百分点")
WRONG_FIGURES = ("居民降低10个百分点；其他降低20个百分点", "居民住院，降低10个百分点", "降低10个百分点（居民）")


def ids(name, *changes):
    """The findings of an example in which some words are replaced."""
    content = body((BROKEN / name).read_bytes()).decode()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return [finding.id for finding in checked(name, content.encode())]


@pytest.mark.parametrize("label", SOUND_LABELS)
def test_a_label_may_name_those_for_whom_a_rule_is_not(label):
    """What is excepted, likened or compared is not what the rule is about."""
    assert ids("words-differ.ttl", (LABEL, label)) == []


@pytest.mark.parametrize("figure", SOUND_FIGURES)
def test_words_that_go_with_another_number_are_not_judged(figure):
    """A row of a table is quoted whole."""
    assert ids("words-differ.ttl", (LABEL, "示例"), (FIGURE, f'yidi:figure "{figure}"')) == []


@pytest.mark.parametrize("figure", WRONG_FIGURES)
def test_words_that_go_with_the_number_of_the_rule_are_judged(figure):
    """Before it, or behind the last of all."""
    assert ids("words-differ.ttl", (LABEL, "示例"), (FIGURE, f'yidi:figure "{figure}"')) == ["words-differ"]


def test_an_amended_document_keeps_its_number():
    """The year of its first issue stands in it, and never a later one."""
    label = ('"示例"@zh , "Example"@en', '"示例（2020年修订）"@zh , "Example (as amended in 2020)"@en')

    assert ids("document-year.ttl", label) == []
    assert ids("document-year.ttl", label, ("〔2002〕", "〔2022〕")) == ["document-year"]


@pytest.mark.parametrize(
    ("publisher", "expected"), [("丙省医疗保障局", []), ("丙省甲市医疗保障局", ["authority-differs"])]
)
def test_a_province_may_answer_one_city(publisher, expected):
    """Who issued a document says its rank, where the name of the city does not follow."""
    mark = "authority:municipal\n    a"
    division = 'division:1\n    a yidi:Division ;\n    rdfs:label "丙省"@zh , "Province C"@en .'
    territories = (f"area:{code}\n    yidi:territory division:{code} ." for code in (1, 11))
    province = (mark, "\n\n".join([division, *territories, mark]))
    prefix = ("@prefix rule:", "@prefix division: <https://w3id.org/yidi/id/division/> .\n@prefix rule:")
    rank = ("issuedFor yidi:CityPool", "issuedFor yidi:Jurisdiction")
    named = ("    dcterms:spatial area:1 ;", f'    dcterms:publisher "{publisher}"@zh ;\n    dcterms:spatial area:11 ;')

    found = ids("authority-differs.ttl", prefix, province, rank, named)
    assert [each for each in found if each == "authority-differs"] == expected


@pytest.mark.parametrize(("value", "expected"), [("0.5", []), ("0.05", ["value-far-off"])])
def test_a_value_is_compared_with_those_for_such_cases(value, expected):
    """What only other conditions have is far from it when it is a hundred times as much, or as little."""
    other = ("area:12 ;\n    yidi:emergency false", "area:12 ;\n    yidi:emergency true")

    assert ids("value-far-off.ttl", other, ('"0.5"', f'"{value}"'), ("0.5个", f"{value}个")) == expected


def test_a_slice_may_be_told_by_its_amount_or_by_its_place():
    """1万元 and 1 are no two numbers of one thing; 10% and 15% are."""
    text = f'"{LABEL}"@zh , "An example"@en'

    assert ids("words-differ.ttl", (text, '"1万元以下"@zh , "Slice 1"@en')) == []
    assert ids("words-differ.ttl", (text, '"10个百分点"@zh , "15 points"@en')) == ["numbers-differ"]
