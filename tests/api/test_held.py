"""Single rules, areas, decisions and pages of hospitals, with their sources, exactly as they are described."""

import re

import pytest

from yidi.api.held_places import HospitalFilter, hospitals_of
from yidi.linked.index import index_of, read_index
from yidi.names import local

LABELS = {"zh", "en"}


TYPES = {"string": str, "boolean": bool, "integer": int, "null": type(None), "object": dict, "array": list}


def fits(value, schema, schemas):
    """Say whether a value is as a schema describes it; an object has no member that is not described."""
    if "$ref" in schema:
        return fits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return any(fits(value, each, schemas) for each in schema["anyOf"])
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if type(value) not in [TYPES[name] for name in names] or value not in schema.get("enum", [value]):
        return False
    if isinstance(value, list):
        return all(fits(each, schema["items"], schemas) for each in value)
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        return all(
            fits(each, known.get(key) or others, schemas) if key in known or others else False
            for key, each in value.items()
        )
    return True


@pytest.fixture(scope="module")
def check(client):
    """Give what asks for a path and checks the answer against the description of its route."""
    document = client.get("/openapi.json").json()

    def check(path, route):
        response = client.get(path)
        assert response.status_code == 200, response.text
        schema = document["paths"][route]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert fits(response.json(), schema, document["components"]["schemas"]), path
        return response.json()

    return check


def test_the_comparison_with_the_description_finds_differences():
    """A check that lets everything pass would be none."""
    schema = {"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}
    listed = {"type": "array", "items": schema}

    assert fits([{"a": None}, {"a": "x"}, {}], listed, {})
    assert not fits([{"a": 1}], listed, {})
    assert not fits([{"b": "x"}], listed, {})


# Rules, areas and decisions -----------------------------------------------------


def test_a_rule_is_told_with_its_sources(check):
    """Where, when, on which conditions, what, and which provision says so."""
    rule = check("/v1/rules/360100-cap-employee", "/v1/rules/{id}")

    assert rule["labels"]["en"] == "Nanchang employees: yearly cap of the pooled fund"
    assert rule["decision"]["name"] == "cap"
    assert [place["code"] for place in rule["jurisdictions"]] == ["360100", "360000-provincial"]
    assert [(c["input"], c["path"], [code["code"] for code in c["codes"]]) for c in rule["conditions"]] == [
        ("scheme", "person.scheme", ["employee"]),
        ("care", "visit.care", ["inpatient"]),
    ]
    assert rule["values"] == [{"value": "100000", "datatype": "yuan"}]
    assert (rule["figure"], rule["validFrom"], rule["validTo"]) == ("统筹基金10万元", "2025-01-01", None)
    (basis,) = rule["basis"]
    assert basis["id"] == "https://w3id.org/yidi/id/source/jx-x-03"
    assert basis["provision"]["en"] == "Employees: caps"
    assert basis["says"]["zh"] == "统筹基金十万元，另有大病保险四十万元。"
    assert basis["title"].keys() == basis["says"].keys() == LABELS


def test_every_rule_answers_as_described(check, base):
    """Codes, numbers, flags, bounds, ranges and days of the year among them."""
    kinds = set()
    for iri in base.rules:
        rule = check(f"/v1/rules/{local(iri)}", "/v1/rules/{id}")
        assert rule["id"] == iri
        assert rule["basis"], iri
        kinds |= {key for c in rule["conditions"] for key in ("codes", "ranges", "values") if key in c}
        kinds |= {each.get("datatype", "code") for each in rule["values"]}
        kinds |= {key for key in ("atLeast", "atMost") if rule[key]}

    assert len(base.rules) > 300
    assert kinds >= {"codes", "ranges", "values", "code", "yuan", "ratio", "boolean", "gMonthDay", "months", "atMost"}


def test_an_area_is_told_with_its_rules(check):
    """Its kind, the wider jurisdictions, its territory, and the documents behind its rules."""
    area = check("/v1/areas/360100", "/v1/areas/{code}")

    assert (area["kinds"], area["division"]) == (["CityPool"], None)
    assert [place["code"] for place in area["chain"]] == ["100000", "360000", "360100"]
    assert [place["labels"]["en"] for place in area["territory"]] == ["Nanchang"]
    assert {rule["decision"] for rule in area["rules"]} >= {"cap", "deductible", "paymentRatio"}
    assert area["widerRules"] > 90
    assert sum(document["rules"] for document in area["documents"]) >= len(area["rules"])
    assert [d["id"] for d in area["documents"]] == [
        f"https://w3id.org/yidi/id/source/{name}" for name in ("jx", "nc27")
    ]


def test_the_code_of_a_division_gives_the_area_that_pools_it(check):
    """A district has no fund of its own; its name is its own."""
    area = check("/v1/areas/110101", "/v1/areas/{code}")

    assert area["code"] == "110000"
    assert area["division"]["labels"]["en"] == "Dongcheng District"


def test_every_area_and_wider_jurisdiction_answers_as_described(check, base):
    """All pooling areas, the provinces and the nation."""
    codes = {code for chain in base.places.chains for code in chain}
    kinds = set()
    for code in codes:
        area = check(f"/v1/areas/{code}", "/v1/areas/{code}")
        assert (area["code"], area["chain"][-1]["code"]) == (code, code)
        kinds |= set(area["kinds"])

    assert len(codes) > 350
    assert {"Jurisdiction", "CityPool", "ProvincialUnitPool"} <= kinds


def test_a_decision_is_told_with_its_inputs_and_coverage(check):
    """What it looks at, its rules by jurisdiction, and for how many areas there are any."""
    decision = check("/v1/decisions/cap", "/v1/decisions/{name}")

    assert [each["path"] for each in decision["inputs"]] == [
        "person.scheme",
        "visit.care",
        "visit.condition",
        "visit.treatment",
        "visit.severity",
        "person.category",
        None,
    ]
    assert (decision["answerPath"], decision["values"]["datatypes"]) == ("benefit.cap", ["yuan"])
    places = {each["jurisdiction"]["code"]: each["rules"] for each in decision["rules"]}
    assert "https://w3id.org/yidi/id/rule/360100-cap-employee" in {rule["id"] for rule in places["360100"]}
    coverage = decision["coverage"]
    assert coverage["jurisdictions"] == len(places)
    assert 0 < coverage["areasWithOwnRules"] <= coverage["areasWithRules"] < coverage["areas"]


def test_every_decision_answers_as_described(check, base):
    """A decision by which every area is covered has rules of the nation."""
    covered = 0
    for name in base.vocabulary.decisions:
        decision = check(f"/v1/decisions/{name}", "/v1/decisions/{name}")
        assert decision["name"] == name
        covered += decision["coverage"]["areas"] == decision["coverage"]["areasWithRules"]

    assert len(base.vocabulary.decisions) > 25
    assert covered > 10


@pytest.mark.parametrize(
    "path", ["rules/x", "rules/", "areas/999999", "areas/x", "decisions/x", "hospitals/x", "rules/%00"]
)
def test_what_is_not_held_is_not_found(client, path):
    """A problem, as everywhere."""
    response = client.get(f"/v1/{path}")

    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (404, "not-found")


def test_unknown_parameters_and_forms_are_refused(client):
    """Nothing asked for is ignored."""
    response = client.get("/v1/rules/360100-cap-employee?lang=en&form=x&lang=en")
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"path": "form", "message": "unknown key"},
        {"path": "lang", "message": "is given twice"},
    ]
    assert client.get("/v1/decisions/cap", headers={"accept": "text/turtle"}).status_code == 406


# Hospitals ----------------------------------------------------------------------


def links(response):
    """Give the addresses of a Link header by their relation."""
    return {relation: address for address, relation in re.findall(r'<([^>]*)>; rel="(\w+)"', response.headers["link"])}


def test_all_pages_together_hold_every_hospital_once(client, check, base):
    """From the first page along the links to the next, in the order of regions."""
    check("/v1/hospitals?size=3", "/v1/hospitals")
    found, pages, address = [], 0, "/v1/hospitals?size=3"
    while address:
        response = client.get(address)
        found += response.json()["items"]
        pages += 1
        assert response.json()["total"] == len(base.hospitals)
        assert response.json()["links"] == links(response)
        address = links(response).get("next")

    assert pages == -(-len(base.hospitals) // 3)
    assert sorted(item["id"] for item in found) == sorted(base.hospitals)
    regions = [item["region"]["code"] for item in found]
    assert regions == sorted(regions)


def test_a_hospital_says_what_is_known_and_null_for_the_rest(client):
    """Nothing is claimed of what changes from day to day."""
    (item,) = client.get("/v1/hospitals", params={"q": "Peking Union"}).json()["items"]

    assert item["labels"] == {"zh": "北京协和医院", "en": "Peking Union Medical College Hospital"}
    assert item["iri"] == "https://w3id.org/yidi/id/hospital/peking-union-medical-college"
    assert (item["region"]["labels"]["en"], item["level"]["code"]) == ("Dongcheng District", "tertiary-a")
    assert (item["designated"], item["opened"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"region": "110000"}, True),
        ({"region": "110101"}, True),
        ({"region": "100000"}, True),
        ({"region": "360100"}, False),
        ({"level": "tertiary"}, True),
        ({"level": "tertiary-a"}, True),
        ({"level": "secondary"}, False),
        ({"q": "协和"}, True),
        ({"q": "UNION"}, True),
        ({"q": "union", "region": "310000"}, False),
        ({"opened": "inpatient"}, False),
        ({"page": "9"}, False),
    ],
)
def test_filters_look_inside_places_and_below_levels(client, query, found):
    """A province holds its districts, a level its narrower ones, a name its parts in either language."""
    items = client.get("/v1/hospitals", params=query).json()["items"]

    assert ("peking-union-medical-college" in [item["id"] for item in items]) == found


def test_what_is_opened_is_found_also_by_what_holds_for_it(base):
    """A hospital that has opened a kind of care has opened those that come with it."""
    together = {c.code: c.opened_with for c in base.vocabulary.lists["care"].concepts if c.opened_with}
    hospitals = {"a": {"opened": ["inpatient"]}, "b": {"opened": []}, "c": {}}
    hospitals |= {care: {"opened": list(wider)[:1]} for care, wider in together.items()}
    known = type("Known", (), {"hospitals": hospitals, "vocabulary": base.vocabulary, "places": base.places})
    find = hospitals_of(known, index_of(()))

    assert together
    assert [item["id"] for item in find(HospitalFilter(opened="inpatient")).items] == ["a"]
    for care in together:
        assert care in [item["id"] for item in find(HospitalFilter(opened=care)).items]


def test_wrong_filters_are_told_all_at_once(client):
    """In either language."""
    query = "region=1&level=third&opened=x&q=" + "x" * 101 + "&page=0&size=101&sort=name"
    response = client.get(f"/v1/hospitals?lang=en&{query}")

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"path": "region", "message": "'1' is not the code of a known division (six digits)"},
        {
            "path": "level",
            "message": "'third' is not one of community, primary, secondary, tertiary, tertiary-a, tertiary-special",
        },
        {
            "path": "opened",
            "message": "'x' is not one of emergency-outpatient, inpatient, maternity, online-outpatient, outpatient, "
            "outpatient-chronic, pharmacy",
        },
        {"path": "q", "message": "is longer than 100 characters"},
        {"path": "page", "message": "'0' is not a whole number from 1 to 100000"},
        {"path": "size", "message": "'101' is not a whole number from 1 to 100"},
        {"path": "sort", "message": "unknown key"},
    ]
    (fault,) = client.get("/v1/hospitals?lang=zh&region=1").json()["errors"]
    assert fault["message"] == "'1' 不是已知的行政区划代码（六位数字）"


def test_the_names_of_hospitals_come_from_the_index(base):
    """Each in both languages."""
    find = hospitals_of(base, read_index(base))

    assert all(item["labels"].keys() == LABELS for item in find(HospitalFilter(size=100)).items)
