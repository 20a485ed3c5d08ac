from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.check.figure import is_approximate, is_stated, number, own_words, stated
from yidi.model import UNLIMITED, Value
from yidi.reading.turtle import Literal
from yidi.values import datatype, parse_value

DIGITS = "零一二三四五六七八九"


def value(kind, text):
    found = parse_value(Literal(text, datatype(kind), ""))
    assert isinstance(found, Value)
    return found


def chinese(n):
    """A number below ten thousand in Chinese numerals."""
    if n == 0:
        return "零"
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return words.removeprefix("一") if 10 <= n < 20 else words


@pytest.mark.parametrize(
    ("figure", "kind", "text"),
    [
        ("85%", "ratio", "0.85"),
        ("８５％", "ratio", "0.85"),
        ("百分之八十五", "ratio", "0.85"),
        ("百分之零点五", "ratio", "0.005"),
        ("八成五", "ratio", "0.85"),
        ("六成", "ratio", "0.6"),
        ("1-3万报销60%", "ratio", "0.6"),
        ("降低20个百分点", "percentagePoints", "20"),
        ("降低二十个百分点", "percentagePoints", "20"),
        ("不超过10百分点", "percentagePoints", "10"),
        ("支付比例下浮20%", "percentagePoints", "20"),
        ("不降低支付比例", "percentagePoints", "0"),
        ("按80%结付", "factor", "0.8"),
        ("按原规定结付比例的80%结付", "factor", "0.8"),
        ("报销比例降低10%", "factor", "0.9"),
        ("起付标准提高20%", "factor", "1.2"),
        ("1.2倍", "factor", "1.2"),
        ("报销系数0.9", "factor", "0.9"),
        ("打八折", "factor", "0.8"),
        ("降低至80%", "factor", "0.8"),
        ("先行自付10%", "firstSelfPayShare", "0.1"),
        ("按10%先行自付", "firstSelfPayShare", "0.1"),
        ("降低10%", "firstSelfPayShare", "0.1"),
        ("1.5万元", "yuan", "15000"),
        ("约28万元", "yuan", "280000"),
        ("5,000元", "yuan", "5000"),
        ("一万五千元", "yuan", "15000"),
        ("两千五百元", "yuan", "2500"),
        ("大病保险30万", "yuan", "300000"),
        ("不设起付线", "yuan", "0"),
        ("三级医院第三次及以上320元", "yuan", "320"),
        ("不少于6个月", "months", "6"),
        ("半年", "months", "6"),
        ("有效期一年", "months", "12"),
        ("长期有效", "months", "INF"),
        ("两个工作日", "workingDays", "2"),
        ("30个工作日内", "workingDays", "30"),
        ("当天", "workingDays", "0"),
        ("即时生效", "workingDays", "0"),
        ("9月30日前", "gMonthDay", "--09-30"),
    ],
)
def test_a_figure_states_its_number(figure, kind, text):
    """Each wording that sources use is read as the number of its kind."""
    assert is_stated(figure, value(kind, text))


@pytest.mark.parametrize(
    ("figure", "kind", "text"),
    [
        ("85%", "ratio", "0.8"),
        ("85%", "percentagePoints", "85"),
        ("降低20个百分点", "factor", "0.8"),
        ("降低20个百分点", "ratio", "0.2"),
        ("降低20个百分点", "firstSelfPayShare", "0.2"),
        ("按80%结付", "percentagePoints", "20"),
        ("按80%结付", "percentagePoints", "80"),
        ("先行自付10%", "factor", "0.9"),
        ("先行自付10%", "ratio", "0.1"),
        ("先行自付10%", "percentagePoints", "10"),
        ("降低10%", "factor", "0.1"),
        ("降低10%", "ratio", "0.9"),
        ("提高20%", "factor", "0.8"),
        ("1.5万元", "yuan", "1.5"),
        ("二级医院", "yuan", "2"),
        ("30日内", "workingDays", "30"),
        ("长期", "months", "12"),
        ("", "yuan", "0"),
    ],
)
def test_a_figure_states_nothing_else(figure, kind, text):
    """Points, factors and shares are never taken for one another, nor is a part of a number for the whole."""
    assert not is_stated(figure, value(kind, text))


@given(st.integers(0, 9999))
def test_chinese_numerals_are_read(n):
    """Every number below ten thousand, and so many ten thousands."""
    assert Decimal(n) == number(chinese(n))
    assert Decimal(n) * 10_000 == number(f"{chinese(n)}万")


@given(st.integers(0, 10**9), st.sampled_from(["{}元", "{:,}元", "最高支付限额{}元", "每人{:,}元，另计"]))
def test_amounts_are_read_with_and_without_separators(yuan, wording):
    """An amount is found whatever words stand around it, and is the only one."""
    assert frozenset({yuan * 100}) == stated(wording.format(yuan), "yuan")


@given(st.integers(0, 100), st.sampled_from(["{}%", "百分之{}", "按{}%支付"]))
def test_percentages_are_shares(percent, wording):
    """A bare percentage is a ratio and a factor, and never points."""
    assert frozenset({percent * 100}) == stated(wording.format(percent), "ratio")
    assert frozenset({percent * 100}) == stated(wording.format(percent), "factor")
    assert frozenset() == stated(wording.format(percent), "percentagePoints")


@given(st.integers(1, 100), st.sampled_from(["降低{}%", "下调{}%", "报销比例下浮{}%"]))
def test_a_reduction_in_percent_leaves_the_rest_as_a_factor(percent, wording):
    """What is taken off never counts as what is left."""
    assert frozenset({10_000 - percent * 100}) == stated(wording.format(percent), "factor")
    assert frozenset() == stated(wording.format(percent), "ratio")


@given(st.text())
def test_any_text_can_be_read(text):
    """No text makes the reader fail."""
    for kind in (
        "ratio",
        "factor",
        "firstSelfPayShare",
        "percentagePoints",
        "yuan",
        "months",
        "workingDays",
        "integer",
    ):
        assert all(isinstance(n, int) for n in stated(text, kind))


@given(st.text("零一二三四五六七八九十百千万亿点0123456789.,个元%成折倍月年工作日降低提高至自付分之", max_size=12))
def test_any_numerals_can_be_read(text):
    """Nor do numerals in any order."""
    stated(text, "yuan")
    assert not is_stated(text, Value("gMonthDay", "--02-30", 0)) or "月" in text


def test_words_for_no_end_and_about():
    """Until changed is a number of months, and words for about are noticed."""
    assert frozenset({UNLIMITED}) == stated("备案长期有效", "months")
    assert is_approximate("2025年约1.7万元")
    assert not is_approximate("1.7万元")


@pytest.mark.parametrize("figure", ["统一80%", "统一为80%", "统一按百分之八十"])
def test_a_numeral_that_ends_a_word_is_no_digit(figure):
    assert is_stated(figure, value("ratio", "0.80"))


@pytest.mark.parametrize("figure", ["不计起付标准", "不收起付线", "免收起付线", "不再设起付标准", "不设起付线"])
def test_no_deductible_is_none(figure):
    assert is_stated(figure, value("yuan", "0"))


def test_a_number_has_words_of_its_own():
    figure = "在职职工一级90%、二级85%；退休80%（含退职）"

    assert own_words(figure, [value("ratio", "0.90")]).startswith("在职职工一级90%")
    assert "一级" not in own_words(figure, [value("ratio", "0.85")])
    assert own_words(figure, [value("ratio", "0.80")]) == "退休80%，含退职，，"
    assert own_words(figure, [value("ratio", "0.70")]) == figure
    assert own_words("一级、二级90%", [value("ratio", "0.90")]) == "一级、二级90%"
