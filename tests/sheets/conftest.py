import pytest
from random_rules import TERMS
from tabled_city import RULES


@pytest.fixture
def city(tmp_path, monkeypatch):
    """Make a base with two rules, its tables beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ontology/rules").mkdir(parents=True)
    (tmp_path / "ontology/decisions.ttl").write_text(TERMS, encoding="utf-8")
    (tmp_path / "ontology/rules/200000-city.ttl").write_text(RULES, encoding="utf-8")
    return tmp_path
