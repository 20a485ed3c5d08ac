"""Every example in tests/owl/broken has one mistake that only reasoning shows, and gives the findings at its head.

After a message has changed, `YIDI_ACCEPT=1 .venv/bin/pytest tests/owl/test_check.py` writes the heads anew.
"""

import os
import re
from pathlib import Path

import pytest
from sound import CASES, ROOT, SOUND

from yidi.check.explained import HEADS, changes
from yidi.check.explained import told as told_at_head
from yidi.files import read_files
from yidi.findings import FINDINGS
from yidi.owl import specialis
from yidi.owl.check import check_owl
from yidi.owl.java import has_java

BROKEN = Path(__file__).parent / "broken"
EXAMPLES = sorted(BROKEN.glob("*.ttl"))
MENDED = sorted((BROKEN.parent / "mended").glob("*.ttl"))
OF_THE_COMPILER = {"owl-narrower", "owl-not-narrower", "owl-opinions"}
"""What only a fault of the software can show, not a base."""
SLOW = {"owl-case"}
"""What is not mended here, because only the whole base shows it, which takes the reasoner half a minute."""
TERMS = SOUND | CASES | {"terms.ttl": (Path(__file__).parent / "terms.ttl").read_bytes()}
FEW = 3
CASE = """name: 郑州职工在北京住院
source: []
given:
  person: {insuredIn: "410100", scheme: employee}
  visit: {care: inpatient, admittedOn: "2025-06-10"}
expect: {settlement.route: direct}
"""

needs_java = pytest.mark.skipif(not has_java(), reason="no Java: make owl installs it and runs these tests")


@pytest.fixture(autouse=True)
def _nothing_is_kept(monkeypatch):
    monkeypatch.setenv("YIDI_CACHE", "")


def expected(path, language):
    return told_at_head(path.read_bytes(), language) or []


def found(path, folder):
    """Give the lines of what is found, by language."""
    terms = read_files(ROOT) if path.stem == "owl-case" else TERMS
    findings = check_owl(folder, {**terms, path.name: path.read_bytes()})
    texts = {k: "\n".join(f.text(k) for f in findings) for k in HEADS}
    return {k: text.replace(f"{folder}/", "").replace(f"{ROOT}/", "").splitlines() for k, text in texts.items()}


def accept(path, folder):
    body = path.read_text("utf-8")
    body = body[body.index("@prefix") :]
    for _ in range(2):
        lines = found(path, folder)
        heads = [line for k in HEADS for line in (HEADS[k], *(f"#   {each}" for each in lines[k]))]
        path.write_text("\n".join([*heads, "", body]), "utf-8")


@pytest.fixture
def folder(tmp_path):
    """Give a folder with one example case."""
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    (tmp_path / "tests" / "cases" / "one.yaml").write_text(CASE, "utf-8")
    return tmp_path


@needs_java
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_broken_base_gives_the_findings_at_its_head(path, folder):
    """The whole lines: where, what contradicts what, and all lines that cause it."""
    if os.environ.get("YIDI_ACCEPT"):
        accept(path, folder)

    assert {language: expected(path, language) for language in HEADS} == found(path, folder)


@needs_java
@pytest.mark.parametrize("path", MENDED, ids=lambda p: p.stem)
def test_a_mended_example_is_sound(path, folder):
    """The same file with the mistake mended, in few lines."""
    content = path.read_bytes()

    assert check_owl(folder, {**TERMS, path.name: content}) == ()
    assert 0 < changes((BROKEN / path.name).read_bytes(), content) <= FEW


def test_every_finding_has_a_mended_example():
    assert {p.stem for p in MENDED} | OF_THE_COMPILER | SLOW == {name for name in FINDINGS if name.startswith("owl-")}


@needs_java
def test_the_common_base_is_sound(folder):
    assert check_owl(folder, TERMS) == ()


def test_every_finding_has_an_example():
    shown = {line.split("  ")[2] for p in EXAMPLES for line in expected(p, "en") if line[0] != " "}

    assert shown | OF_THE_COMPILER == {name for name in FINDINGS if name.startswith("owl-")}
    assert len(EXAMPLES) >= 7


@needs_java
@pytest.mark.parametrize(("inside", "finding"), [(True, "owl-not-narrower"), (False, "owl-narrower")])
def test_a_compiler_that_errs_about_the_narrower_rule_is_found(monkeypatch, folder, inside, finding):
    """Lex specialis is proved by the reasoner, which knows nothing of slots."""
    narrow = (BROKEN.parents[1] / "broken" / "rule-never-prevails.ttl").read_bytes()
    monkeypatch.setattr(specialis, "is_inside", lambda *_: inside)

    findings = check_owl(folder, {**TERMS, "rules.ttl": narrow})

    assert {finding} == {f.id for f in findings}
    assert all(re.search(r"rule:\S+", f.message()) for f in findings)
