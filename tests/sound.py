"""The small sound base to which every example of tests/broken adds a file with one mistake."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
BROKEN = ROOT / "tests" / "broken"


def _contents(*names):
    return {name: (ROOT / name).read_bytes() for name in names}


SOUND = _contents(
    "ontology/yidi.ttl",
    "ontology/values.ttl",
    "ontology/base.ttl",
    "ontology/process-terms.ttl",
    "tests/broken/ontology/common.ttl",
    "tests/broken/ontology/processes.ttl",
    "tests/broken/ontology/statements.ttl",
)
SOUND["ontology/base.ttl"] = SOUND["ontology/base.ttl"].replace(b"    yidi:checkEvery 365 ;\n", b"")
"""The examples were last checked on days that do not move, so they have no limit but where they give one."""
CASES = _contents("tests/broken/ontology/case.ttl")
SHAPES = _contents("tests/broken/shapes/common.ttl")
"""What examples of shapes need besides: the terms of a case, and sound shapes."""
TESTED = {"tests/filings/fail/common.yaml": b"expect:\n- {shape: filing-start}\n- {shape: filing-materials}\n"}
