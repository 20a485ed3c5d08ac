from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yidi.check
from yidi.check import check, check_texts

ROOT = Path(__file__).parents[2]
COMMON = (ROOT / "tests/broken/ontology/common.ttl").read_text(encoding="utf-8")


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_kept():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", "")
        yield


def test_the_built_in_base_is_sound():
    """Nothing is found in what we ship, but that its rules may be due to be compared with their sources again."""
    assert [f for f in check(ROOT) if f.id != "check-overdue"] == []


def test_what_is_exported_is_sorted():
    """The public names are those of `__all__`, in order."""
    assert sorted(yidi.check.__all__) == yidi.check.__all__


words = st.sampled_from(sorted({w for w in COMMON.split() if len(w) > 1 or w in ";.,"}))


@settings(max_examples=150, deadline=None)
@given(st.integers(40, len(COMMON.split(" ")) - 1), words, st.sampled_from(["replace", "insert", "delete"]))
def test_a_base_with_any_word_out_of_place_is_checked_to_the_end(at, word, how):
    """Whatever an author mistypes is a finding with a place, or no mistake; never a traceback."""
    parts = COMMON.split(" ")
    parts[at : at + (how != "insert")] = [] if how == "delete" else [word]
    findings = check_texts(ROOT, {"common.ttl": " ".join(parts).encode()})

    for finding in findings:
        assert finding.message("zh")
        assert finding.message("en")
        assert finding.place.line >= 1
        assert finding.place.column >= 1
