import json
import logging

import pytest
from starlette.testclient import TestClient

from yidi.api import Settings, create_app
from yidi.api.problems import KINDS, Problem
from yidi.errors import UsageError

SMALL = {
    "person": {"insuredIn": "410100", "scheme": "employee"},
    "visit": {"care": "inpatient", "admittedOn": "2025-03-10"},
}


def problem(kind, title, detail, **members):
    """Give the whole body of a problem."""
    address = f"https://w3id.org/yidi/id/problem/{kind}"
    return {"type": address, "title": title, "status": KINDS[kind][0], "detail": detail, **members}


def post(client, body, query="?lang=en", **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return client.post(f"/v1/decide{query}", content=content, headers=headers)


def check(response, expected):
    assert response.json() == expected
    assert response.status_code == expected["status"]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.headers["x-request-id"]) == 16


# A body that cannot be read -------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line", "column", "why"),
    [
        (b"", 1, 1, "expecting value"),
        (b'{"person" 1}', 1, 11, "expecting ':' delimiter"),
        (b'{\n  "a": tru}', 2, 8, "expecting value"),
        (b"{} {}", 1, 4, "extra data"),
        (b'{"a": "NaN",\n "b": [1, NaN]}', 2, 11, "NaN is not JSON"),
        (b'{"a": -Infinity}', 1, 7, "-Infinity is not JSON"),
        (b"Infinity", 1, 1, "Infinity is not JSON"),
    ],
)
def test_what_is_not_json_is_told_with_its_place(client, body, line, column, why):
    detail = f"Line {line}, column {column}: {why}."
    expected = problem("malformed-json", "The body is not JSON", detail, line=line, column=column, why=why)
    check(post(client, body), expected)


def test_problems_are_told_in_chinese_too(client):
    expected = problem("body-too-large", "请求体过大", "最多读取 1000000 字节，请减少案例数量。", limit=1_000_000)
    check(post(client, b" " * 1_000_001, "?lang=zh"), expected)
    check(post(client, b" " * 1_000_001, "", accept_language="zh-CN"), expected)
    assert post(client, b"{}", "", accept_language="").json()["errors"][0]["message"] == "is required"


def test_text_in_another_encoding_is_refused(client):
    check(
        post(client, '{"name": "张"}'.encode("gb18030")),
        problem("not-utf-8", "The body is not text in UTF-8", "Byte 11 cannot be read. Send UTF-8.", byte=11),
    )


@pytest.mark.parametrize("body", [b"[" * 51 + b"]" * 51, b'{"a":' * 60 + b"1" + b"}" * 60, b"[" * 500_000])
def test_deep_nesting_is_refused(client, body):
    expected = problem("nested-too-deep", "The body is nested too deep", "At most 50 levels are read.", limit=50)
    check(post(client, body), expected)


def test_nesting_up_to_the_limit_is_read(client):
    assert post(client, b"[" * 50 + b"]" * 50).json()["errors"][0]["path"] == "0"


@pytest.mark.parametrize("declared", [True, False])
def test_a_large_body_is_read_no_further_than_the_limit(app, declared):
    asked = []

    def chunks():
        for _ in range(100):
            asked.append(1)
            yield b" " * 50_000

    content = b" " * 5_000_000 if declared else chunks()
    response = TestClient(app).post("/v1/decide?lang=en", content=content, headers={"content-type": "application/json"})
    detail = "At most 1000000 bytes are read. Send fewer cases."
    check(response, problem("body-too-large", "The body is too large", detail, limit=1_000_000))
    assert response.headers["connection"] == "close"


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": ""},
        {"content_type": "application/json; charset=gbk"},
        {"content_encoding": "gzip"},
    ],
)
def test_other_kinds_of_body_are_refused(client, headers):
    title = "The body's content type is not read here"
    offered = "application/json, application/ld+json, text/turtle, application/n-triples"
    detail = f"Send content-type: {offered}, uncompressed."
    expected = problem("unsupported-content-type", title, detail, offered=offered)
    check(post(client, SMALL, **headers), expected)


# A case with faults ---------------------------------------------------------------

CASE_WORDS = ("invalid-case", "The case has faults", "Correct what `errors` names, by path.")


def test_every_fault_of_a_case_is_told_with_its_path(client):
    body = {
        "person": {"insuredIn": 410100, "schema": "employee"},
        "visit": {"care": "inpatient", "admittedOn": "2025-02-30", "hospital": {"level": "third"}},
    }
    levels = "primary, secondary, tertiary, community, tertiary-a, tertiary-special"
    errors = [
        {"path": "person.insuredIn", "message": '410100 is a number here; write it in quotes, "410100"'},
        {"path": "person.scheme", "message": "is required"},
        {"path": "person.schema", "message": "unknown key; did you mean 'scheme'?"},
        {"path": "visit.hospital.level", "message": f"'third' is not one of {levels}"},
        {"path": "visit.admittedOn", "message": "'2025-02-30' is not a date (YYYY-MM-DD)"},
    ]
    check(post(client, body), problem(*CASE_WORDS, errors=errors))


@pytest.mark.parametrize(("body", "value"), [(b"null", "null"), (b"3", "3"), (b'"x"', "'x'"), (b"[[]]", "a list")])
def test_what_is_no_case_at_all_is_told_so(client, body, value):
    path = "0" if body.startswith(b"[") else ""
    errors = [{"path": path, "message": f"must be an object of key: value pairs, not {value}"}]
    check(post(client, body), problem(*CASE_WORDS, errors=errors))


def test_every_key_given_twice_is_told(client):
    body = b'{"person": {"scheme": "employee", "scheme": "resident"}, "visit": {}, "visit": {}}'
    errors = [{"path": path, "message": "this key is given twice"} for path in ("person.scheme", "visit")]
    check(post(client, body), problem(*CASE_WORDS, errors=errors))


def test_faults_of_an_array_are_led_by_the_position_of_the_case(client):
    errors = [
        {"path": "1.visit", "message": "is required"},
        {"path": "2", "message": "must be an object of key: value pairs, not 7"},
        {"path": "3.person", "message": "is required"},
        {"path": "3.visit", "message": "is required"},
    ]
    body = [SMALL, {"person": SMALL["person"]}, 7, {}]
    check(post(client, body), problem(*CASE_WORDS, errors=errors))


def test_a_flood_of_faults_is_cut_and_counted(client):
    errors = post(client, [1] * 1000).json()["errors"]
    assert len(errors) == 1000
    errors = post(client, [{}] * 600).json()["errors"]
    assert (len(errors), errors[-1]) == (1001, {"path": "", "message": "and 200 more faults"})


def test_too_many_cases_are_refused(client):
    detail = "At most 1000 are decided at once; there are 1001."
    title = "There are too many cases in one request"
    check(post(client, [{}] * 1001), problem("too-many-cases", title, detail, limit=1000, count=1001))


# A request that asks for what is not there ----------------------------------------


def test_every_faulty_parameter_is_told(client):
    response = post(
        client, SMALL, "?lang=fr&as_of=2025-02-30&engine=fast&asof=1&as_of=2&engine=x", accept_language="en"
    )
    detail, title = "Correct what `errors` names.", "The query parameters have faults"
    errors = [
        {"path": "lang", "message": "'fr' is not one of zh, en"},
        {"path": "as_of", "message": "is given twice"},
        {"path": "engine", "message": "is given twice"},
        {"path": "asof", "message": "unknown key"},
    ]
    check(response, problem("invalid-parameter", title, detail, errors=errors))
    response = post(client, SMALL, "?lang=en&as_of=2025-02-30&engine=fast")
    errors = [
        {"path": "as_of", "message": "'2025-02-30' is not a date (YYYY-MM-DD)"},
        {"path": "engine", "message": "'fast' is not one of painted, reference"},
    ]
    check(response, problem("invalid-parameter", title, detail, errors=errors))
    errors = [{"path": "as_of", "message": "'1066-10-14' is not between 1900-01-01 and 2100-12-31"}]
    response = post(client, SMALL, "?lang=en&as_of=1066-10-14")
    check(response, problem("invalid-parameter", title, detail, errors=errors))


def test_fewer_cases_are_taken_where_the_reference_engine_decides(client):
    response = post(client, [SMALL] * 101, "?lang=en&engine=reference")
    detail = "At most 100 are decided at once; there are 101."
    title = "There are too many cases in one request"
    check(response, problem("too-many-cases", title, detail, limit=100, count=101))


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0", "image/*"])
def test_other_forms_of_answer_are_refused(client, accept):
    response = post(client, SMALL, accept=accept)
    offered = response.json()["offered"]
    assert offered.split(", ")[0] == "application/json"
    title = "The answer cannot be given in a form that is accepted"
    check(response, problem("not-acceptable", title, f"Accept one of: {offered}.", offered=offered))


@pytest.mark.parametrize(
    "path", ["/nothing", "/v1/decide/", "/v1", "/static/", "/static/../app.py", "/static/%2e%2e/app.py"]
)
def test_nothing_is_found_elsewhere(client, path):
    expected = problem("not-found", "There is nothing here", "The routes are listed at /docs.")
    check(client.get(path, params={"lang": "en"}), expected)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [("GET", "/v1/decide", "POST"), ("DELETE", "/healthz", "GET"), ("PUT", "/static/app.js", "GET, HEAD")],
)
def test_other_methods_are_refused(client, method, path, allow):
    response = client.request(method, path, params={"lang": "en"})
    assert response.headers["allow"] == allow
    title = "This method is not used here"
    check(response, problem("method-not-allowed", title, f"Use {allow}.", allow=allow))


# A fault of ours ------------------------------------------------------------------


def test_a_failure_shows_and_logs_nothing_of_the_case(app, caplog, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("张三 11010519491231002X")

    monkeypatch.setattr("yidi.engine.Engine.answers", fail)
    with caplog.at_level(logging.DEBUG):
        response = post(TestClient(app), SMALL)
    detail = "This is our fault. Please report it with the response's x-request-id."
    check(response, problem("internal-error", "The answer could not be made", detail))
    lines = [record.getMessage() for record in caplog.records if record.name == "yidi.api"]
    assert len(lines) == 2
    assert lines[0].startswith(f"{response.headers['x-request-id']} failed: RuntimeError at ")
    assert lines[1].startswith("POST /v1/decide 500 ")
    assert "张三" not in caplog.text
    assert "Traceback" not in caplog.text


def test_the_log_tells_nothing_of_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO, "yidi.api"):
        post(client, {"person": {"name": "张三", "idNumber": "11010519491231002X"}}, "?name=张三")
        client.get("/张三")
    assert len(caplog.records) == 2
    assert "张三" not in caplog.text
    assert "1101" not in caplog.text
    assert " - 404 " in caplog.records[1].getMessage()


# The table of problems and the limits ---------------------------------------------


def test_every_kind_of_problem_has_words_in_both_languages():
    assert len(KINDS) == 31
    for kind, (status, title, detail) in KINDS.items():
        assert 400 <= status < 600
        assert set(title) == set(detail) == {"zh", "en"}
        words = {"line": 1, "column": 1, "why": "", "limit": 1, "byte": 1, "allow": "", "offered": "", "count": 1}
        words |= {"prefix": "", "escape": "", "graphs": "", "known": "", "megabytes": 1, "reason": "", "retry_after": 1}
        words |= {"nearest": ""}
        assert Problem(kind, **words).response("zh").status_code == status


def test_limits_come_from_the_environment(example):
    assert Settings.from_environment({}) == Settings()
    settings = Settings.from_environment({"YIDI_MOST_CASES": "2", "YIDI_MOST_BYTES": "", "PATH": "x"})
    assert settings == Settings(most_cases=2)
    client = TestClient(create_app(settings=settings))
    assert post(client, [example] * 2).status_code == 200
    assert post(client, [example] * 3).status_code == 422
    for text in ("0", "-1", "1e6", "many", "１", "9" * 13):
        with pytest.raises(UsageError, match="YIDI_MOST_CASES"):
            Settings.from_environment({"YIDI_MOST_CASES": text})


def test_the_sites_that_may_ask_come_from_the_environment():
    for text in ("*", "none", "https://example.org", "http://127.0.0.1:8000"):
        assert Settings.from_environment({"YIDI_ORIGINS": text}) == Settings(origins=text)
    for text in ("example.org", "https://example.org/", "https://a, https://b", "https://x\r\ny"):
        with pytest.raises(UsageError, match="YIDI_ORIGINS"):
            Settings.from_environment({"YIDI_ORIGINS": text})
