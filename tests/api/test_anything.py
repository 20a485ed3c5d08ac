"""Whatever is sent, the answer is a decision or a problem, and never a failure of ours."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from yidi.api.negotiation import choose
from yidi.api.pages import STATIC

EXAMPLE = json.loads((STATIC / "example.json").read_text("utf-8"))
WORDS = [
    "110000",
    "410100",
    "611000",
    "inpatient",
    "employee",
    "resident",
    "tertiary",
    "none",
    "referral",
    "2025-03-10",
]
WORDS += ["0", "0.5", "1", "9999.99", "100000000", "outpatient-chronic", "diabetes", "rejected", "third-party"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(WORDS)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def paths(value, path=()):
    """Give the path of every part of a value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))


PATHS = [path for path in paths(EXAMPLE) if path]


@pytest.fixture(scope="module")
def send(app):
    """Give what sends a body and checks that the answer is sound."""
    client = TestClient(app, raise_server_exceptions=False)

    def send(body, **headers):
        response = client.post("/v1/decide", content=body, headers={"content-type": "application/json"} | headers)
        assert response.status_code in {200, 400, 406, 413, 415, 422}, response.text
        content = response.json()
        if response.status_code != 200:
            assert content["status"] == response.status_code
        return response

    return send


@given(body=st.binary(max_size=500))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_answered(send, body):
    send(body)


@given(value=VALUES)
@settings(max_examples=300, deadline=None)
def test_any_json_is_answered(send, value):
    assert send(json.dumps(value)).status_code in {200, 400, 422}


@given(
    st.lists(st.tuples(st.sampled_from(PATHS), LEAVES | VALUES), max_size=4),
    st.lists(st.sampled_from(PATHS), max_size=4),
)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_change_of_a_sound_case_is_answered(send, changes, removals):
    case = copy.deepcopy(EXAMPLE)
    for path, value in [*changes, *((path, ...) for path in removals)]:
        *parts, last = path
        place = case
        for key in parts:
            place = place.get(key) if isinstance(place, dict) else None
        if isinstance(place, dict):
            if value is ...:
                place.pop(last, None)
            else:
                place[last] = value
    send(json.dumps(case))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_header_is_answered(send, text):
    send("{}", **{"accept": text, "accept-language": text})
    send("{}", **{"content-type": text})
    send("{}", **{"content-encoding": text})


@pytest.mark.parametrize(
    ("header", "form"),
    [
        (None, "a/x"),
        ("", "a/x"),
        ("b/y", "b/y"),
        ("a/*;q=0.2, b/y;q=0.3", "b/y"),
        ("a/x;q=0, */*", "b/y"),
        ("*/*, b/y;q=0.9", "a/x"),
        ("c/z", None),
        ("a/x;q=2;v=1, b/y", "a/x"),
    ],
)
def test_the_form_is_the_one_liked_best(header, form):
    assert choose(header, ("a/x", "b/y")) == form
