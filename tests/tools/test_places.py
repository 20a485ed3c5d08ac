"""The committed places: complete, linked without gaps or circles, and of one provenance."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

ROOT = Path(__file__).parents[2] / "ontology" / "places"
YIDI = "https://w3id.org/yidi/ns#"
ID = "https://w3id.org/yidi/id/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
OUTSIDE = ("71", "81", "82")
PROVINCE_WIDE = {"110000", "120000", "310000", "460000", "500000", "540000"}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    for path in ROOT.rglob("*.ttl"):
        store.load(path=path, format=RdfFormat.TURTLE)
    return store


def local(node) -> str:
    return node.value.rpartition("/")[2].rpartition("#")[2]


def links(store: Store, name: str) -> dict[str, list[str]]:
    """Return the local names of the objects of a property, by subject."""
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(YIDI + name), None):
        found.setdefault(local(quad.subject), []).append(local(quad.object))
    return {subject: sorted(objects) for subject, objects in found.items()}


def kinds(store: Store) -> dict[str, str]:
    """Return the class of every jurisdiction and pooling area, by code."""
    quads = store.quads_for_pattern(None, TYPE, None)
    return {local(quad.subject): local(quad.object) for quad in quads if "/id/area/" in quad.subject.value}


def divisions(store: Store) -> set[str]:
    return {local(quad.subject) for quad in store.quads_for_pattern(None, TYPE, NamedNode(YIDI + "Division"))}


def labels(store: Store, kind: str, code: str) -> dict[str, str]:
    quads = store.quads_for_pattern(NamedNode(f"{ID}{kind}/{code}"), LABEL, None)
    return {quad.object.language: quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def test_there_is_a_file_for_the_nation_and_for_every_province():
    assert len(list((ROOT / "divisions").glob("*.ttl"))) == 35
    assert len(list((ROOT / "pools").glob("*.ttl"))) == 32


def test_every_division_of_the_list_is_there_once(store):
    codes = divisions(store)

    assert len(codes) == 3214
    assert sum(code.endswith("0000") for code in codes - {"100000"}) == 34
    assert sum(code.endswith("00") and not code.endswith("0000") for code in codes) == 333
    assert sum(not code.endswith("00") for code in codes) == 2846


def test_every_pooling_area_is_there_once(store):
    assert Counter(kinds(store).values()) == {
        "Jurisdiction": 26,
        "CityPool": 322,
        "CountyPool": 5,
        "MunicipalityPool": 4,
        "ProvincePool": 2,
        "ProvincialUnitPool": 2,
        "CorpsPool": 1,
    }


@pytest.mark.parametrize("kind", ["division", "area"])
def test_a_code_is_the_local_name_and_unique(store, kind):
    pattern = store.quads_for_pattern(None, NamedNode(YIDI + "code"), None)
    codes = [(local(q.subject), q.object.value) for q in pattern if f"/id/{kind}/" in q.subject.value]

    assert all(name == code for name, code in codes)
    assert len(set(codes)) == len(codes) == len(divisions(store) if kind == "division" else kinds(store))


def test_every_place_has_one_label_in_each_language(store):
    for kind, codes in (("division", divisions(store)), ("area", kinds(store))):
        for code in codes:
            pattern = store.quads_for_pattern(NamedNode(f"{ID}{kind}/{code}"), LABEL, None)
            assert sorted(quad.object.language for quad in pattern) == ["en", "zh"], code


@pytest.mark.parametrize(("kind", "link"), [("division", "partOf"), ("area", "within")])
def test_every_place_lies_in_the_nation_without_circles(store, kind, link):
    above = links(store, link)
    codes = set(divisions(store) if kind == "division" else kinds(store))

    assert set(above) == codes - {"100000"}
    for code in above:
        seen = [code]
        while seen[-1] != "100000":
            (parent,) = above[seen[-1]]
            assert parent in codes - set(seen), code
            seen.append(parent)


def test_every_mainland_division_below_a_province_is_in_one_pooling_area(store):
    pooled = links(store, "pooledIn")
    pools = {code for code, kind in kinds(store).items() if kind != "Jurisdiction"}
    expected = {
        code
        for code in divisions(store) - {"100000"}
        if not code.startswith(OUTSIDE) and (not code.endswith("0000") or code in PROVINCE_WIDE)
    }

    assert set(pooled) == expected
    assert all(len(areas) == 1 and areas[0] in pools for areas in pooled.values())


def test_every_territory_exists_and_agrees_with_the_pooling_of_its_divisions(store):
    pooled, territory = links(store, "pooledIn"), links(store, "territory")

    assert set(territory) == set(kinds(store))
    for code, kind in kinds(store).items():
        assert set(territory[code]) <= divisions(store)
        if kind not in {"Jurisdiction", "ProvincialUnitPool"}:
            assert all(pooled[division] == [code] for division in territory[code])


def test_every_pooling_area_holds_some_division_except_provincial_units(store):
    used = {areas[0] for areas in links(store, "pooledIn").values()}
    unused = {code for code, kind in kinds(store).items() if kind != "Jurisdiction"} - used

    assert unused == {"360000-provincial", "530000-provincial"}


@pytest.mark.parametrize(
    ("code", "zh", "en", "part_of", "pooled_in"),
    [
        ("110105", "朝阳区", "Chaoyang District", "110000", "110000"),
        ("152200", "兴安盟", "Hinggan League", "150000", "152200"),
        ("222400", "延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture", "220000", "222400"),
        ("360100", "南昌市", "Nanchang", "360000", "360100"),
        ("360102", "东湖区", "Donghu District", "360100", "360100"),
        ("419001", "济源市", "Jiyuan City", "410000", "419001"),
        ("429021", "神农架林区", "Shennongjia Forestry District", "420000", "429021"),
        ("441900", "东莞市", "Dongguan", "440000", "441900"),
        ("469001", "五指山市", "Wuzhishan City", "460000", "460000"),
        ("500230", "丰都县", "Fengdu County", "500000", "500000"),
        ("540481", "米林市", "Milin City", "540400", "540000"),
        ("610100", "西安市", "Xi'an", "610000", "610100"),
        ("653229", "和安县", "He'an County", "653200", "653200"),
        ("659012", "白杨市", "Baiyang City", "650000", "650000-xpcc"),
    ],
)
def test_a_known_division_has_its_names_and_places(store, code, zh, en, part_of, pooled_in):
    assert labels(store, "division", code) == {"zh": zh, "en": en}
    assert links(store, "partOf")[code] == [part_of]
    assert links(store, "pooledIn")[code] == [pooled_in]


@pytest.mark.parametrize(
    ("code", "kind", "zh", "within", "territory"),
    [
        ("360000", "Jurisdiction", "江西省", "100000", ["360000"]),
        ("360100", "CityPool", "南昌市统筹区", "360000", ["360100"]),
        ("310000", "MunicipalityPool", "上海市", "100000", ["310000"]),
        ("460000", "ProvincePool", "海南省", "100000", ["460000"]),
        ("429004", "CountyPool", "仙桃市统筹区", "420000", ["429004"]),
        ("530000-provincial", "ProvincialUnitPool", "云南省本级", "530000", ["530100"]),
        ("650000-xpcc", "CorpsPool", "新疆生产建设兵团", "100000", [str(659000 + n) for n in range(1, 13)]),
    ],
)
def test_a_known_area_has_its_kind_and_territory(store, code, kind, zh, within, territory):
    assert kinds(store)[code] == kind
    assert labels(store, "area", code)["zh"] == zh
    assert links(store, "within")[code] == [within]
    assert links(store, "territory")[code] == territory


def test_hong_kong_macao_and_taiwan_have_divisions_and_no_area(store):
    assert {code for code in divisions(store) if code.startswith(OUTSIDE)} == {"710000", "810000", "820000"}
    assert not [code for code in kinds(store) if code.startswith(OUTSIDE)]


def test_every_generated_file_names_the_versions_of_the_provenance(store):
    versions = {
        local(quad.subject): quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode("http://purl.org/dc/terms/hasVersion"), None)
    }
    files = [*(ROOT / "divisions").glob("*.ttl"), *(ROOT / "pools").glob("*.ttl")]

    for path in files:
        head = "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:4])
        named = dict(re.findall(r"\b(lcn|pypinyin) (\d[\d.]*\d)", head))
        assert named == versions, path.name
