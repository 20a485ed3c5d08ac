"""Both engines on random filings: sound ones with a few values changed, taken away or moved elsewhere."""

from copy import deepcopy

import pytest
from filed import FOLDER, cases, files, results
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from yidi.filings import FilingReader

SOUND = [case.get("given", case) for path in files("pass") if path.suffix == ".yaml" for case in cases(path)]
FAULTY = [c["given"] for p in files("fail") if p.suffix == ".yaml" for c in cases(p)] + [
    c["given"] for c in cases(FOLDER / "all-faults.yaml")
]
AT_ONCE, SOME, MANY = 25, 3, 100
"""Filings of one example, and examples in the test suite and for `make prove`."""


def paths(case, prefix=""):
    """Give every path of a case that leads to a value."""
    for key, value in case.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from paths(value, f"{prefix}{key}.")


def get(case, path):
    """Give what stands at a path; None where nothing does."""
    for key in path.split("."):
        case = case.get(key) if isinstance(case, dict) else None
    return case


def put(case, path, value):
    """Put a value where a path leads, and its parts where there are none."""
    *parents, last = path.split(".")
    for key in parents:
        if not isinstance(case.get(key), dict):
            case[key] = {}
        case = case[key]
    if value is None:
        case.pop(last, None)
    else:
        case[last] = value


PATHS = sorted({path for case in SOUND + FAULTY for path in paths(case)})
VALUES = {path: [v for case in FAULTY + SOUND if (v := get(case, path)) is not None] for path in PATHS}


@st.composite
def filings(draw):
    """Give a sound filing with up to four changes."""
    case = deepcopy(draw(st.sampled_from(SOUND)))
    for path in draw(st.lists(st.sampled_from(PATHS), max_size=4)):
        put(case, path, deepcopy(draw(st.none() | st.sampled_from(VALUES[path]))))
    return case


def examples():
    """Give how many examples are to be tried: in the test suite only some."""
    return MANY if settings.get_current_profile_name() == "prove" else SOME


@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")  # rdflib, on no date
@settings(
    max_examples=examples(),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(filings(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_both_engines_find_the_same_in_random_filings(judge, reference, drawn):
    """The same results with the same words, blank nodes taken as one."""
    entries = list(FilingReader(judge).entries(drawn))

    assert results(judge.judge(entries)) == results(reference.judge(entries))


def test_there_is_something_to_change():
    """Values of every field, sound and faulty."""
    assert len(SOUND) >= 25
    assert len(PATHS) >= 80
    assert sum(map(len, VALUES.values())) >= 2000
