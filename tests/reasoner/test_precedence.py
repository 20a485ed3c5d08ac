from itertools import product
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from yidi.tables.precedence import Entry, beats, circle, is_inside, prevailing


def entry(name="a", *, depth=0, mask=(3,), **rule):
    known = {
        "overrides": frozenset(),
        "groups": frozenset(),
        "binding": False,
        "valid_from": 1,
        "claimed": False,
        **rule,
    }
    return Entry(SimpleNamespace(iri=name, **known), 0, "n", depth, mask, 1)


masks = st.tuples(st.integers(1, 7), st.integers(1, 7))
rules = st.lists(
    st.tuples(
        st.integers(0, 2),
        masks,
        st.booleans(),
        st.integers(1, 2),
        st.frozensets(st.sampled_from("abcdg"), max_size=1),
        st.frozensets(st.just("g")),
        st.booleans(),
    ),
    min_size=2,
    max_size=4,
).map(
    lambda rows: [
        entry(name, depth=d, mask=m, binding=b, valid_from=v, overrides=o - {name}, groups=g, claimed=c)
        for name, (d, m, b, v, o, g, c) in zip("abcd", rows, strict=False)
    ]
)


def test_a_rule_beats_every_claim():
    """Whatever else speaks for the claim: that it says so, that it binds, a narrower jurisdiction, block or date."""
    rule = entry("a")
    claim = entry("b", claimed=True, depth=2, mask=(1,), valid_from=9, binding=True, overrides=frozenset({"a"}))

    assert beats(rule, claim) == "official"
    assert beats(claim, rule) is None
    assert beats(claim, entry("c", claimed=True, depth=1)) == "narrower-jurisdiction"


@given(rules)
def test_where_a_rule_applies_no_claim_prevails(entries):
    """Claims only fill in."""
    winners = prevailing(entries, collects=False)

    if not all(e.rule.claimed for e in entries):
        assert not any(w.rule.claimed for w in winners)


def test_an_override_beats_everything_else():
    """What is said outright goes before jurisdiction, block and date, for a rule and for a group."""
    wide, narrow = entry("a", overrides=frozenset({"b"})), entry("b", depth=2, mask=(1,), valid_from=9)
    group = entry("c", depth=2, groups=frozenset({"g"}))

    assert beats(wide, narrow) == "overrides"
    assert beats(narrow, wide) is None
    assert beats(entry("d", overrides=frozenset({"g"})), group) == "overrides"


def test_the_narrower_jurisdiction_beats_the_wider_unless_that_binds():
    """Lex superior holds only for a rule that is marked so."""
    assert beats(entry("a", depth=1), entry("b")) == "narrower-jurisdiction"
    assert beats(entry("a"), entry("b", depth=1)) is None
    assert beats(entry("a", binding=True), entry("b", depth=1)) == "binding"
    assert beats(entry("b", depth=1), entry("a", binding=True)) is None
    assert beats(entry("b", depth=1, binding=True), entry("a")) == "narrower-jurisdiction"


def test_in_one_jurisdiction_the_block_inside_beats_the_one_outside():
    """Lex specialis needs a block strictly inside; blocks that only overlap beat neither."""
    assert beats(entry("a", mask=(1,)), entry("b", mask=(3,))) == "more-specific"
    assert beats(entry("a", mask=(3,), valid_from=9), entry("b", mask=(1,))) is None
    assert beats(entry("a", mask=(3,)), entry("b", mask=(6,))) is None
    assert beats(entry("a", mask=(1, 3)), entry("b", mask=(3, 1))) is None


def test_on_one_block_the_later_rule_beats_the_earlier():
    """Lex posterior comes last, and on the same day neither beats the other."""
    assert beats(entry("a", valid_from=2), entry("b")) == "later"
    assert beats(entry("a"), entry("b")) is None


@given(rules)
def test_two_rules_never_beat_each_other_but_by_overrides(entries):
    """Only authors can make a circle of two: the four principles have a direction."""
    for a, b in product(entries, repeat=2):
        if a is not b and beats(a, b) and beats(b, a):
            assert beats(a, b) == beats(b, a) == "overrides"


@given(rules)
def test_somebody_prevails_unless_rules_go_in_a_circle(entries):
    """Without a circle there is a winner, and nobody beats it."""
    winners = prevailing(entries, collects=False)

    assert winners or circle(entries)
    assert not any(beats(a, w) for w in winners for a in entries if a is not w)


@given(rules)
def test_a_circle_is_named_in_its_order(entries):
    """Each rule of the circle beats the next, and the last the first."""
    found = circle(entries)
    if found:
        assert all(beats(a, b) for a, b in zip(found, [*found[1:], found[0]], strict=True))


@given(rules)
def test_in_a_decision_that_collects_only_overrides_take_away(entries):
    """Everybody else contributes."""
    kept = prevailing(entries, collects=True)
    gone = [
        e
        for e in entries
        if any(e.rule.iri in o.rule.overrides or o.rule.overrides & e.rule.groups for o in entries if o is not e)
    ]

    assert [e for e in entries if e not in gone] == kept


@given(masks, masks)
def test_inside_is_inside_on_every_axis(a, b):
    """A block is inside another if every cell of it is."""
    cells = [{(i, j) for i in range(3) for j in range(3) if m[0] >> i & 1 and m[1] >> j & 1} for m in (a, b)]

    assert (cells[0] <= cells[1]) == is_inside(a, b)
