"""The answer as a person reads it."""

from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from samples import guide
from strategies import cases

from yidi.answers.text import TextWriter
from yidi.answers.words import TEXT


def text(base, case, language="zh", title=""):
    return TextWriter(base, language).write(base.decide(case, language=language), title)


def test_what_a_reader_wants_first(base):
    """The conclusion comes first, then what it rests on in a few lines."""
    assert """\
郑州职工
直接结算；统筹基金支付 41225.00 元，个人负担 8775.00 元。
  就医      跨省异地
  备案      需要备案；目前 有效
  材料      身份凭证；异地就医备案表；派出证明、异地单位证明、工作合同、个人承诺书
  结算      直接结算
  规则      目录按就医地，待遇按参保地；出示 医保电子凭证、社会保障卡
  待遇      起付 1500.00；比例 85%；异地 不降低；年度限额 1000000.00
费用
  医疗总费用                    50000.00
  政策范围内费用                50000.00
  起付标准                      -1500.00
  计入支付的费用                48500.00
  48500.00 元按 85% 支付        41225.00
  统筹基金支付                  41225.00
  个人负担                       8775.00
依据
""" == text(base, guide(), title="郑州职工").partition("  就医区域")[0]


def test_the_same_in_english(base):
    """Every word of the software is there in English."""
    assert """\
Direct settlement; the pooled fund pays 41225.00 yuan, the person 8775.00 yuan.
  Care      In another province
  Filing    Required; now In force
  Papers    Identity credential; Filing form; Dispatch proof or Employer's proof or Work contract or Commitment letter
  Settled   Direct settlement
  Rules     catalogue of the Place of treatment, policy of the Insured place; show E-credential or Social security card
  Benefit   deductible 1500.00; ratio 85%; away: no reduction; yearly cap 1000000.00
Bill
""" == text(base, guide(), "en").partition("  Total bill")[0]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, "away: not known"),
        ({"parameters__reductionPoints": "10"}, "away: less 10 percentage points"),
        ({"parameters__reductionFactor": "0.9"}, "away: × 0.9"),
        ({"parameters__firstSelfPayShare": "0.15"}, "away: first self-payment 15%"),
    ],
)
def test_the_three_kinds_of_reduction(base, values, shown):
    """Points, a factor and a first self-payment cannot be mistaken for one another."""
    assert shown in text(base, guide(filing=None, **values), "en")


def test_reasons_name_the_rule_its_source_and_what_it_beat(base):
    """A reason is the rule, the provision with its authority, and the rule over which it prevailed."""
    assert """\
  Catalogue: Place of treatment
      Direct settlement across provinces: the treatment place's catalogue
      《Notice on further improving the direct settlement of cross-province care under basic medical insurance》\
医保发〔2022〕22号 Notice, part 2(1) [National]
      《Procedure for the direct settlement of cross-province care under basic medical insurance》\
医保发〔2022〕22号 附件 Article 6 [National]
      prevails over “Across provinces, where not settled directly: the insured place's catalogue” \
(the more specific rule)
""" in text(base, guide(), "en")


def test_what_is_missing_and_what_to_beware_of(base):
    """Missing facts stand with the decisions that turn on them, warnings with an exclamation mark."""
    shown = text(base, guide(visit__hospital__opened=None, expense__eligible=None), "en")

    assert "\nStill to be known\n  visit.hospital.opened → Settlement route, Catalogue\n" in shown
    assert "\n  ! Nothing was said of the catalogue, so the whole bill is taken as covered." in shown


def test_advice_with_what_the_fund_would_pay(base):
    """Advice is the change, and below it how the case would come out."""
    shown = text(base, guide(visit__hospital__opened=[]), "en")

    assert shown.endswith(
        "What could be done\n"
        "  → Go to an institution of the same level that is connected for direct settlement\n"
        "    Direct settlement; The pooled fund pays: 41225.00"
    )


@settings(max_examples=60)
@given(case=cases(), language=st.sampled_from(("zh", "en")))
def test_every_answer_can_be_read(base, case, language):
    """Whatever is unknown, the text has lines without stray ends, no code of Python, and aligned amounts."""
    lines = text(base, case, language).split("\n")

    assert [] == [line for line in lines if line != line.strip("\n\r") or "None" in line or "{" in line]
    words = TEXT[language]
    if words["bill"] in lines:
        start = lines.index(words["bill"]) + 1
        amounts = [line for line in takewhile(lambda line: line.startswith("  "), lines[start:]) if line[-3:-2] == "."]
        assert len({cell_len(line) for line in amounts}) <= 1
