"""Hospitals of an integrator's own store: listed beside those of the base, and named in cases by their ids."""

import pytest
from starlette.testclient import TestClient

from yidi.api import create_app
from yidi.api.settings import Settings
from yidi.loading.load import load, read
from yidi.store.store import open_store

TABLE = """id,name,region,level,designated,opened
H1,示例甲医院,360102,tertiary-a,true,"inpatient,outpatient"
H2,示例乙医院,110101,secondary,false,
H3,示例丙医院,360102,,,
"""
CLINIC = """<https://example.org/clinic/A> a <https://w3id.org/yidi/ns#MedicalInstitution> ;
    <http://www.w3.org/2000/01/rdf-schema#label> "示例诊所"@zh ;
    <https://w3id.org/yidi/ns#region> <https://w3id.org/yidi/id/division/360102> ;
    <https://w3id.org/yidi/ns#opened> <https://w3id.org/yidi/ns#nothing> .
"""
FACTS = {
    "H1": {"region": "360102", "level": "tertiary-a", "designated": True, "opened": ["inpatient", "outpatient"]},
    "H2": {"region": "110101", "level": "secondary", "designated": False},
    "H3": {"region": "360102"},
    "https://example.org/clinic/A": {"region": "360102", "opened": []},
}


@pytest.fixture(scope="module")
def client(base, tmp_path_factory):
    """Give a client of an application with a store on disk, into which hospitals were loaded."""
    folder = tmp_path_factory.mktemp("hospitals")
    files = [folder / "table.csv", folder / "clinic.ttl"]
    for file, text in zip(files, (TABLE, CLINIC), strict=True):
        file.write_text(text, "utf-8")
    store = open_store(str(folder / "store"), base, writable=True)
    found = read(files, base)
    assert [] == list(found.troubles)
    load(store, found)
    store.close()
    with TestClient(create_app(settings=Settings(query_workers=1), store=str(folder / "store"))) as client:
        yield client


def case(example, hospital):
    """Give the example case with another hospital."""
    return example | {"visit": example["visit"] | {"hospital": hospital}}


def test_a_case_names_a_loaded_hospital_by_its_id(client, example):
    """It is answered as with the hospital's fields written out, alone, in an array and by the reference engine."""
    plain = [case(example, facts) for facts in FACTS.values()]
    named = [case(example, name if i % 2 else {"id": name}) for i, name in enumerate(FACTS)]
    expected = client.post("/v1/decide", json=plain)

    assert expected.status_code == 200
    assert len({str(answer) for answer in expected.json()}) > 2
    assert expected.json() == client.post("/v1/decide", json=named).json()
    assert expected.json()[0] == client.post("/v1/decide", json=named[0]).json()
    assert expected.json()[0] == client.post("/v1/decide?engine=reference", json=named[0]).json()


def test_what_the_case_itself_says_comes_first(client, example):
    """The other facts are those of the store."""
    expected = client.post("/v1/decide", json=case(example, FACTS["H1"] | {"designated": False}))
    assert expected.json() == client.post("/v1/decide", json=case(example, {"id": "H1", "designated": False})).json()


def test_an_unknown_id_is_a_fault_with_its_path(client, example):
    """As it is without a store."""
    words = "is not the id of a known hospital; its region and level may be given instead"
    for hospital, path in (("H9", "visit.hospital"), ({"id": "H9"}, "visit.hospital.id")):
        response = client.post("/v1/decide?lang=en", json=case(example, hospital))
        assert response.status_code == 422
        assert response.json()["errors"] == [{"path": path, "message": f"'H9' {words}"}]


def test_pages_hold_those_of_the_store_and_of_the_base(client, base):
    """Each once, in the order of regions, with its names and its IRI."""
    total = len(base.hospitals) + len(FACTS)
    items, page = [], 1
    while page <= -(-total // 7):
        found = client.get("/v1/hospitals", params={"size": 7, "page": page}).json()
        assert found["total"] == total
        items += found["items"]
        page += 1

    assert sorted(item["id"] for item in items) == sorted([*base.hospitals, *FACTS])
    regions = [item["region"]["code"] for item in items]
    assert regions == sorted(regions)
    by_id = {item["id"]: item for item in items}
    first, clinic = by_id["H1"], by_id["https://example.org/clinic/A"]
    assert (first["iri"], first["labels"]) == ("https://w3id.org/yidi/id/hospital/H1", {"zh": "示例甲医院"})
    assert (first["level"]["code"], first["designated"]) == ("tertiary-a", True)
    assert [care["code"] for care in first["opened"]] == ["inpatient", "outpatient"]
    assert (clinic["iri"], clinic["level"], clinic["opened"]) == ("https://example.org/clinic/A", None, [])
    assert by_id["H3"]["opened"] is None
    assert by_id["peking-union-medical-college"]["labels"]["en"] == "Peking Union Medical College Hospital"
    assert client.get("/readyz").json()["base"]["hospitals"] == total


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"region": "360100"}, ["https://example.org/clinic/A", "H1", "H3"]),
        ({"level": "tertiary", "q": "示例"}, ["H1"]),
        ({"opened": "inpatient"}, ["H1"]),
        ({"q": "示例乙"}, ["H2"]),
        ({"q": "示例", "region": "110000"}, ["H2"]),
    ],
)
def test_filters_find_them(client, query, expected):
    """By place, level, opened care and name, as they find those of the base."""
    items = client.get("/v1/hospitals", params=query).json()["items"]
    assert expected == [item["id"] for item in items if item["id"] in FACTS]


def test_a_case_in_turtle_names_them_by_iri(client):
    """Those whose IRI is not one of ours as well."""
    text = """
    @prefix id: <https://w3id.org/yidi/id/> .
    @prefix yidi: <https://w3id.org/yidi/ns#> .
    [] yidi:person [ yidi:insuredIn <https://w3id.org/yidi/id/division/110000> ;
            yidi:scheme <https://w3id.org/yidi/id/scheme/employee> ] ;
        yidi:visit [ yidi:hospital <%s> ; yidi:care <https://w3id.org/yidi/id/care/inpatient> ;
            yidi:admittedOn "2025-03-10"^^<http://www.w3.org/2001/XMLSchema#date> ] .
    """
    given = {"person": {"insuredIn": "110000", "scheme": "employee"}}
    for name in ("https://example.org/clinic/A", "https://w3id.org/yidi/id/hospital/H1"):
        visit = {"hospital": FACTS[name.rpartition("/hospital/")[2]], "care": "inpatient", "admittedOn": "2025-03-10"}
        expected = client.post("/v1/decide", json=given | {"visit": visit})
        response = client.post("/v1/decide", content=text % name, headers={"content-type": "text/turtle"})
        assert response.status_code == 200, response.text
        assert expected.json() == response.json()
