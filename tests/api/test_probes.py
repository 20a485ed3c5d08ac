import re

import pytest
from starlette.testclient import TestClient

import yidi
from yidi.api import create_app
from yidi.cases import model as case_model


def test_the_process_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["x-content-type-options"] == "nosniff"


def test_what_is_loaded_is_told(client):
    base = yidi.load()
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["base"]["hash"] == base.hash
    assert ready["base"]["rules"] == len(base.rules) > 0
    assert ready["base"]["decisions"] == len(base.tables) > 0


def test_a_base_that_does_not_compile_is_not_served(tmp_path):
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "broken.ttl").write_text("@prefix yidi: <https://w3id.org/yidi/ns#> .\nyidi:x a", "utf-8")
    with pytest.raises(yidi.BaseError) as caught:
        create_app(tmp_path)
    assert "broken.ttl" in str(caught.value.findings[0])


def test_requests_are_counted_by_template_and_status(example):
    client = TestClient(create_app())
    client.post("/v1/decide", json=example)
    client.post("/v1/decide", json={})
    client.get("/nothing-that-is-here")
    client.get("/static/app.js")
    client.get("/openapi.json")
    client.request("BREW", "/healthz")
    response = client.get("/metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = response.text.splitlines()
    assert response.text.endswith("\n")
    counted = {
        ("POST", "/v1/decide", 200),
        ("POST", "/v1/decide", 422),
        ("GET", "-", 404),
        ("GET", "/static", 200),
        ("GET", "/openapi.json", 200),
        ("other", "/healthz", 405),
    }
    for method, route, status in counted:
        assert f'yidi_http_requests_total{{method="{method}",route="{route}",status="{status}"}} 1' in lines
    assert sum(line.startswith("yidi_http_requests_total{") for line in lines) == len(counted)
    assert 'yidi_http_request_duration_seconds_count{route="/v1/decide"} 2' in lines
    assert 'yidi_http_request_duration_seconds_bucket{route="/v1/decide",le="+Inf"} 2' in lines
    assert f'yidi_base_info{{hash="{yidi.load().hash}"}} 1' in lines
    form = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"\\]*",?)+\})? [0-9.]+')
    assert all(form.fullmatch(line) for line in lines)


# The description ------------------------------------------------------------------


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def references(value):
    """Give every reference within a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_reference_leads_somewhere(document):
    found = set(references(document))
    assert len(found) > 20
    for reference in found:
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_every_field_of_a_case_is_described(document):
    schemas = document["components"]["schemas"]
    described = 0

    def compare(model):
        nonlocal described
        schema = schemas[model.__name__]
        assert schema["additionalProperties"] is False
        for name, field in model.model_fields.items():
            described += 1
            part = schema["properties"][name]
            assert part, name
            assert part != {"anyOf": [{}, {"type": "null"}]}, name
            assert (name in schema.get("required", [])) == field.is_required()

    parts = [name for name in schemas if name[0].isupper() and name not in ("Answer", "Problem")]
    assert "Case" in parts
    for name in parts:
        compare(getattr(case_model, name))
    assert described > 40


def test_the_codes_come_from_the_base(document):
    scheme = document["components"]["schemas"]["code.scheme"]
    assert scheme["enum"] == ["employee", "resident"]
    assert scheme["x-labels"]["employee"].keys() == {"zh", "en"}
    assert document["components"]["schemas"]["Person"]["properties"]["coverage"] == {
        "anyOf": [
            {"$ref": "#/components/schemas/code.coverage", "description": "参保状态 · Coverage"},
            {"type": "null"},
        ]
    }


def test_all_that_an_answer_holds_is_described(client, document, example):
    def compare(value, schema, path):
        if isinstance(value, dict) and "properties" in schema:
            for key, inner in value.items():
                assert key in schema["properties"], f"{path}.{key}"
                compare(inner, schema["properties"][key], f"{path}.{key}")
        elif isinstance(value, list) and "items" in schema:
            for inner in value:
                compare(inner, schema["items"], path)

    unfiled = {key: part for key, part in example.items() if key != "filing"}
    small = {
        "person": {"insuredIn": "611000", "scheme": "employee"},
        "visit": {"care": "inpatient", "admittedOn": "2025-03-10"},
    }
    for case in (example, unfiled, small):
        answer = client.post("/v1/decide", json=case).json()
        schema = document["components"]["schemas"]["Answer"]
        compare(answer, schema, "answer")
        named = {entry["decision"] for entry in answer["because"]} | {
            n for m in answer["missing"] for n in m["decides"]
        }
        assert named <= schema["x-decisions"].keys()


def test_the_description_has_the_examples(document, example):
    decide = document["paths"]["/v1/decide"]["post"]
    assert decide["requestBody"]["content"]["application/json"]["example"] == example
    assert decide["responses"]["200"]["content"]["application/json"]["example"]["amount"]["fundPays"] == "41225.00"
    assert [parameter["name"] for parameter in decide["parameters"]] == ["lang", "as_of", "engine", "unofficial"]
    assert {"400", "406", "408", "413", "415", "422", "500", "501"} < decide["responses"].keys()
