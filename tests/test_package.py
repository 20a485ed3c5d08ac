"""What a user gets who installs the package: its data inside, and nothing of ours at the top level."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", str(folder), "."]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()


def test_nothing_lands_beside_the_package(contents: list[str]) -> None:
    assert {"yidi", "yidi-0.1.0.dist-info"} == {name.partition("/")[0] for name in contents}


def test_the_ontology_is_inside_with_all_its_folders(contents: list[str]) -> None:
    shipped = {
        name.removeprefix("yidi/ontology/")
        for name in contents
        if name.startswith("yidi/ontology/") and name.endswith(".ttl")
    }
    assert {str(p.relative_to(ROOT / "ontology")) for p in (ROOT / "ontology").rglob("*.ttl")} == shipped


def test_the_web_page_is_inside(contents: list[str]) -> None:
    assert "yidi/api/static/index.html" in contents


@pytest.mark.parametrize(
    ("folder", "kind", "least"),
    [("queries", "rq", 49), ("shapes", "ttl", 20), ("ontology", "yaml", 2), ("ontology", "jsonld", 1)],
)
def test_queries_mappings_and_the_context_are_inside(contents: list[str], folder: str, kind: str, least: int) -> None:
    shipped = {name.removeprefix("yidi/") for name in contents if name.endswith(f".{kind}")}
    there = {str(p.relative_to(ROOT)) for p in (ROOT / folder).rglob(f"*.{kind}")}
    assert there == {name for name in shipped if name.startswith(f"{folder}/")}
    assert len(there) >= least
