"""Without Java there is a clear message that says how to get it."""

import pytest

from yidi.errors import UsageError
from yidi.owl import java


@pytest.mark.parametrize(("language", "start"), [("en", "The description-logic"), ("zh", "描述逻辑推理机")])
def test_without_java_it_says_how_to_install_it(monkeypatch, language, start):
    java.start_java.cache_clear()
    monkeypatch.setattr(java, "has_java", lambda: False)

    with pytest.raises(UsageError, match=r"yidi\[owl\]") as raised:
        java.start_java(language)
    assert str(raised.value).startswith(start)
