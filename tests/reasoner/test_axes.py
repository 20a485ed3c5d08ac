from hypothesis import given
from hypothesis import strategies as st
from small import CODES, vocabulary

from yidi.model import UNLIMITED, Condition
from yidi.tables.axes import cut_inputs, domain

DECISIONS = """
yidi:slice a yidi:FactInput ; yidi:operator "tier" ; yidi:valueType yidi:yuan .
decision:d a yidi:Decision ; yidi:input yidi:slice , yidi:code , yidi:flag , yidi:number ;
    yidi:hitPolicy "unique" ; yidi:valueType xsd:integer .
"""
VOCABULARY, FINDINGS = vocabulary(DECISIONS)


class Row:
    """As much of a rule as a cut looks at."""

    def __init__(self, **conditions):
        self.conditions = conditions


def cuts(*rows):
    return {c.axis.name: c for c in cut_inputs(VOCABULARY.decisions["d"], rows, VOCABULARY)}


def admitted(cut, condition, value):
    """Whether the slot of a value is among those that a condition admits."""
    if cut.axis.breaks is not None:
        slot = sum(value >= b for b in cut.axis.breaks)
    else:
        slot = int(cut.axis.slot_of[domain(VOCABULARY.inputs[cut.axis.name], VOCABULARY).index(value)])
    return bool(cut.bits[condition] >> slot & 1)


code_conditions = st.lists(st.sampled_from(list(CODES)), min_size=1, max_size=3).map(
    lambda c: Condition(codes=tuple(c))
)
range_conditions = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9) | st.none()).map(
        lambda r: (r[0], UNLIMITED if r[1] is None else r[0] + r[1])
    ),
    min_size=1,
    max_size=3,
).map(lambda r: Condition(ranges=tuple(r)))


def test_the_vocabulary_is_sound():
    """The terms of these tests have no mistake."""
    assert FINDINGS == []


def test_only_inputs_with_conditions_are_cut_and_slices_come_last():
    """An input that no rule mentions makes no axis."""
    found = cuts(
        Row(flag=Condition(codes=("true",)), slice=Condition(ranges=((0, 5),))), Row(code=Condition(codes=("a",)))
    )

    assert ["code", "flag", "slice"] == list(found)
    assert cuts(Row()) == {}


@given(st.lists(code_conditions, min_size=1, max_size=4))
def test_a_code_is_admitted_by_its_own_name_and_by_every_wider_one(conditions):
    """Slots tell apart just what the conditions tell apart."""
    cut = cuts(*(Row(code=c) for c in conditions))["code"]
    patterns = set()
    for code, broader in CODES.items():
        pattern = tuple(not {code, *broader}.isdisjoint(c.codes) for c in conditions)
        assert pattern == tuple(admitted(cut, c, code) for c in conditions)
        patterns.add(pattern)

    assert len(patterns) == cut.axis.size == len(cut.words)


@given(st.lists(range_conditions, min_size=1, max_size=4))
def test_numbers_are_cut_where_conditions_begin_and_end(conditions):
    """Every number lies in a slot that just the ranges around it admit."""
    cut = cuts(*(Row(number=c) for c in conditions))["number"]
    for number in [*range(40), 10**9]:
        for condition in conditions:
            inside = any(low <= number < high for low, high in condition.ranges)
            assert inside == admitted(cut, condition, number)


def test_all_bits_are_those_of_the_slots():
    """A rule without a condition admits every slot."""
    cut = cuts(Row(flag=Condition(codes=("true",))))["flag"]

    assert cut.axis.size == 2
    assert cut.all_bits == 0b11
    assert sorted(cut.words) == ["false", "true"]
