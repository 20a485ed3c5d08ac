"""Where to ask: the contacts of the area, the narrowest first, and nobody made up."""

from dataclasses import replace

import pytest
from samples import guide

from yidi.answers.contacts import Contacts


@pytest.mark.parametrize(
    ("area", "decisions", "expected"),
    [
        ("410100", {"cap"}, [("郑州市统筹区医疗保障经办机构", None), ("参保地医保服务热线", "12393")]),
        (
            "440100",
            {"settlementRoute"},
            [
                ("广州直接结算问题电话", "020-12345"),
                ("广州市统筹区医疗保障经办机构", None),
                ("参保地医保服务热线", "12393"),
            ],
        ),
        ("440100", {"cap"}, [("广州市统筹区医疗保障经办机构", None), ("参保地医保服务热线", "12393")]),
        ("440300", {"settlementRoute"}, [("深圳市统筹区医疗保障经办机构", None), ("参保地医保服务热线", "12393")]),
        (
            "530000-provincial",
            {"channels"},
            [
                ("云南省本级省内备案电话", "0871-63886166"),
                ("云南省本级医疗保障经办机构", None),
                ("参保地医保服务热线", "12393"),
            ],
        ),
    ],
    ids=["all over the country", "on this matter", "on another matter", "another area", "a provincial unit"],
)
def test_who_answers_in_an_area(base, area, decisions, expected):
    """A contact that keeps to some decisions is named for these alone, and before those that answer on all."""
    found = Contacts(base, "zh").about(base.places.areas[area], decisions)

    assert expected == [(c["label"], c["phone"]) for c in found]


def test_every_area_has_somebody_to_ask(base):
    """In both languages, with one telephone at least."""
    for language in ("zh", "en"):
        contacts = Contacts(base, language)
        for name, area in base.places.areas.items():
            found = contacts.about(area, ())
            assert all(c["label"] for c in found), name
            assert any(c["phone"] for c in found), name


def test_where_the_base_names_nobody_the_message_ends(base):
    """No telephone is made up."""
    answer = replace(base, enquiries=()).decide(guide(), language="en")
    told = {w["code"]: w for w in answer["warnings"]}

    assert [] == told["not-known"]["ask"]
    assert "Ask" not in told["not-known"]["message"]
    assert "12393" not in str(answer["warnings"])


def test_a_caller_owns_what_it_was_told(base):
    """To change an answer changes no later one."""
    first, second = (base.decide(guide(), language="en") for _ in range(2))
    next(w for w in first["warnings"] if w["code"] == "not-known")["ask"][0]["label"] = "changed"

    again = base.decide(guide(), language="en")
    assert again["warnings"] == second["warnings"]
