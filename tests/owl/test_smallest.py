"""The smallest set of axioms to blame, against trying every part."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from yidi.owl.smallest import smallest


@given(st.integers(1, 9), st.sets(st.frozensets(st.integers(0, 8), min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_is_blamed_is_faulty_and_no_part_of_it_is(count, conflicts):
    suspects = list(range(count))

    def faulty(part):
        return any(conflict <= set(part) for conflict in conflicts)

    if not faulty(suspects):
        return
    blamed = smallest(suspects, faulty)

    assert faulty(blamed)
    assert blamed == sorted(blamed)
    assert not any(faulty(part) for part in combinations(blamed, len(blamed) - 1))


def test_few_questions_find_few_axioms_among_many():
    asked = []

    def faulty(part):
        asked.append(len(part))
        return {17, 800} <= set(part)

    assert smallest(range(1000), faulty) == [17, 800]
    assert len(asked) < 60
