"""Random cases on both engines: every input, whatever may be unknown, the edges of dates and breakpoints."""

from agreement import check_agreement
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import built_in, cases, claimed_cases

from yidi.cases.case import parse_case

AT_ONCE = 12
"""Cases of one example: the stages cost nearly the same for one case as for a dozen."""
SOME = 8
"""Examples in the test suite; `make prove` takes more."""


def examples():
    """Give how many examples are to be tried: those of the profile, but in the test suite only some."""
    return settings.default.max_examples if settings.get_current_profile_name() == "prove" else SOME


@settings(
    max_examples=examples(),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a case file is small as it is, and shrinking a dozen cases is slow
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(cases(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_both_engines_decide_random_cases_alike(drawn):
    base = built_in()
    parsed = [parse_case(case, base.case_vocabulary) for case in drawn]
    painted, _ = base.engine.run_cases(parsed)
    check_agreement(base, painted, base.engine.reference.run(parsed), parsed)


@settings(
    max_examples=examples() // 2,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(claimed_cases(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_both_engines_agree_where_claims_decide(drawn):
    base = built_in().with_claims
    parsed = [parse_case(case, base.case_vocabulary) for case in drawn]
    (painted, _), (reference, _) = (base.engine.run_cases(parsed, engine) for engine in ("painted", "reference"))
    check_agreement(base, painted, reference, parsed)
