"""Without Java there is a clear message; what HermiT prints is read whole."""

import pytest

from yidi.errors import UsageError
from yidi.owl import hermit

PRINTED = """
SubClassOf( <x:a> <x:b> )
SubClassOf( <x:b> <x:c> )
EquivalentClasses( <x:c> <x:d> )
EquivalentClasses( <x:e> <http://www.w3.org/2002/07/owl#Nothing> )
Type( <x:me> <x:b> )
"""


@pytest.mark.parametrize(("language", "start"), [("en", "The description-logic"), ("zh", "描述逻辑推理机")])
def test_without_java_it_says_how_to_install_it(monkeypatch, language, start):
    monkeypatch.setattr(hermit, "java", lambda: None)

    with pytest.raises(UsageError, match=r"yidi\[owl\]") as raised:
        hermit.classify([], language=language)
    assert str(raised.value).startswith(start)


def test_what_is_printed_of_direct_relations_tells_all_of_them():
    found = hermit._read(PRINTED)

    assert {"x:a", "x:b", "x:c", "x:d"} == found.wider["x:a"]
    assert {"x:b", "x:c", "x:d"} == found.classes["x:me"]
    assert {"x:e"} == found.empty
    assert found.same("x:c", "x:d")
    assert not found.same("x:b", "x:c")
