"""Queries found by name: those of a base, or the built-in ones."""

import pickle
import threading
from pathlib import Path

import pytest

from yidi.asking import Asker, ask_base, load_library
from yidi.asking.library import examine
from yidi.errors import BaseError, UsageError

ROOT = Path(__file__).parents[2]
QUERY = b"""\
#+ id: levels
#+ section: base
#+ summary: {zh: x, en: x}
#+ columns: {level: {type: code, zh: x, en: x}}
#+ example: {rows: []}
prefix skos: <http://www.w3.org/2004/02/skos/core#>
prefix list: <https://w3id.org/yidi/id/list/>
select ?level where { ?level skos:inScheme list:level }
order by str(?level)
"""


def test_a_folder_without_queries_has_the_built_in_ones(tmp_path):
    """Another base can be asked the same questions."""
    assert list(load_library().queries) == list(load_library(tmp_path).queries)


def test_a_folder_has_its_own_queries(tmp_path):
    """And then no others."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "levels.rq").write_bytes(QUERY)

    assert ["levels"] == list(load_library(tmp_path).queries)


def test_a_wrong_query_keeps_a_library_from_loading(tmp_path):
    """With everything that is wrong, each with its place."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "levels.rq").write_bytes(QUERY.replace(b"?level where", b"?levels where"))
    (tmp_path / "queries" / "other.rq").write_bytes(QUERY)
    with pytest.raises(BaseError) as caught:
        load_library(tmp_path)

    assert ["query-column", "query-header"] == [f.id for f in caught.value.findings]


def test_windows_lines_and_a_byte_order_mark_change_nothing():
    """A query may have been edited anywhere."""
    library, findings = examine({"levels.rq": b"\xef\xbb\xbf" + QUERY.replace(b"\n", b"\r\n")})

    assert () == findings
    assert QUERY.decode() == library["levels"].text


def test_a_file_in_another_encoding_is_told():
    """With its line."""
    _, findings = examine({"levels.rq": QUERY.replace(b"zh: x", "zh: 级别".encode("gb18030"))})

    assert ["levels.rq:3:1"] == [str(f.place) for f in findings]


def test_an_unknown_query_is_told_with_the_nearest_name(library):
    """In either language."""
    with pytest.raises(UsageError) as caught:
        library.find("rules-in-are", "zh")

    assert "没有名为 'rules-in-are' 的查询；是否想写 'rules-in-area'？用 `yidi query` 列出所有查询。" == str(
        caught.value
    )
    with pytest.raises(UsageError, match="there is no query 'x"):
        library["x" * 100_000]


def test_a_base_is_asked_by_name(base):
    """As `base.query` does it; arguments are those of the command line."""
    rows = ask_base(base, "rules-in-area", area="360100", day="2025-06-01", decision="changeLock", lang="en")

    assert ["100000-change-lock-long-term"] == [row["rule"] for row in rows]
    with pytest.raises(UsageError, match="area: is required"):
        ask_base(base, "rules-in-area")


def test_many_threads_share_one_store(base):
    """Whoever asks first fills it."""
    asker, stores = Asker(base), []
    threads = [threading.Thread(target=lambda: stores.append(asker.store)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 8 == len(stores)
    assert 1 == len({id(store) for store in stores})


def test_a_base_that_was_asked_can_be_sent_to_another_process(base):
    """Its copy fills a store of its own."""
    asker = Asker(base)
    _ = asker.store
    copy = pickle.loads(pickle.dumps(asker))  # noqa: S301 - our own

    assert base.hash == copy.base.hash
    assert copy._store is None
