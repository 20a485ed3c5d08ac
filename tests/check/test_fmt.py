"""`yidi fmt` tells of layout, by file and line, and leaves every file as it is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from yidi.cli import main
from yidi.layout import layout_faults, read_turtle

ROOT = Path(__file__).parents[2]
COMMON = (ROOT / "tests/broken/ontology/common.ttl").read_text(encoding="utf-8")


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_kept():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", "")
        yield


def test_what_we_ship_is_laid_out_alike():
    """The built-in ontology and shapes, but for the generated places, which are all of one make."""
    texts = {name: text for name, text in read_turtle(ROOT, []).items() if "/places/" not in name}

    assert len(texts) > 100
    assert layout_faults(texts) == ()


def test_a_fault_is_told_with_its_place_and_no_file_is_changed(tmp_path):
    """In any of the formats of `yidi check`; the exit code says that there is something."""
    file = tmp_path / "one.ttl"
    file.write_text(COMMON.replace("    yidi:order 1 .", "\tyidi:order 1.", 1), encoding="utf-8")
    before = file.read_bytes()
    told = CliRunner().invoke(main, ["fmt", "--format", "json", "--lang", "en", str(file)])

    assert told.exit_code == 1
    assert {f["id"] for f in json.loads(told.stdout)} == {"fmt-space", "fmt-indent", "fmt-mark"}
    assert file.read_bytes() == before


def test_what_is_no_turtle_file_is_refused(tmp_path):
    """With a line that says what to give."""
    told = CliRunner().invoke(main, ["fmt", "--lang", "en", str(tmp_path / "none.txt")])

    assert told.exit_code == 2
    assert "ending in .ttl" in told.stderr


def test_brackets_and_marks_in_texts_are_no_layout():
    """What stands in quotes, in an address or in a comment is nobody's mark."""
    text = COMMON.replace("基金支付。", "基金支付；[不] ( ; . # “一”").replace("# Codes", "# Codes; [ (")

    assert layout_faults({"one.ttl": text.encode()}) == ()


words = st.sampled_from([*";.,[]()#\"'\\<>^@\t\n", '"""', "@prefix", "yidi:x", "a", "_:b", "  "])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(COMMON) - 1), words, st.integers(0, 20))
def test_whatever_stands_in_a_file_it_is_read_to_the_end(at, word, cut):
    """Findings with places, never a traceback."""
    text = COMMON[:at] + word + COMMON[at + cut :]

    for finding in layout_faults({"one.ttl": text.encode()}):
        assert finding.message("zh")
        assert finding.place.line >= 1
        assert finding.place.column >= 1
