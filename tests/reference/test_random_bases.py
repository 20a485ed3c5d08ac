"""Random rule bases on both engines: overrides, jurisdictions, periods, hierarchies, bounds, rounds of decisions."""

import pyoxigraph as ox
from agreement import differences
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_bases import bases, facts
from test_agreement import examples

from yidi.deciding.columns import add_defaults, encode
from yidi.deciding.decide import decide
from yidi.engine import Engine
from yidi.reference.engine import ReferenceEngine
from yidi.reference.rows import row_triples
from yidi.reference.workbench import EmbeddedBench

CASES = 10
CLAIMS_DECIDE = """
prefix yidi: <https://w3id.org/yidi/ns#>
insert { ?claim a yidi:Rule } where { ?claim a yidi:ClaimedRule }
"""


def engines(base, text):
    """Give both engines of a base that stands in no file."""
    store = ox.Store()
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    store.update(CLAIMS_DECIDE)
    store.extend([ox.Quad(t.subject, t.predicate, t.object) for t in row_triples(store)])
    engine = Engine(base)

    def painted(cases):
        columns = add_defaults(encode(cases, engine.encoder), engine.defaults)
        return decide(columns, engine.plan, base.tables, base.vocabulary.inputs, base.places)

    return painted, ReferenceEngine(engine, EmbeddedBench(store)).run


@settings(max_examples=examples() * 3, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(bases(), st.lists(facts(), min_size=CASES, max_size=CASES))
def test_both_engines_decide_alike_by_random_rules(found, cases):
    base, text = found
    painted, reference = (decides(cases) for decides in engines(base, text))
    for row, case in enumerate(cases):
        differ = differences(painted, reference, row)
        assert not differ, f"{differ}\n{case}\n{text.split('group:g a yidi:RuleGroup .')[1]}"
