"""`yidi load` as it is called: what it prints, its exit status, and that a bad file changes nothing."""

import pytest
from click.testing import CliRunner
from stores import GRAPH, oxigraph

from yidi.cli import main
from yidi.names import BASE_GRAPH, ID

GOOD = "id,name,region\nH1,甲,110101\n"


def run(*arguments):
    """Give the exit status and both outputs of a run."""
    result = CliRunner().invoke(main, ["load", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Give a folder with a good and a bad table, and work there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "bad.csv").write_text(GOOD.replace("110101", "x"))
    return tmp_path


@pytest.mark.usefixtures("files")
def test_a_table_is_loaded_listed_and_dropped():
    """The results on standard output."""
    name = f"{ID}graph/good"
    assert (0, f"{name}  4 statements\n", "") == run("good.csv", "--store", "store")
    status, out, _ = run("--list", "--store", "store")
    assert (0, 3) == (status, len(out.splitlines()))
    assert f"{name}  4 statements" in out.splitlines()
    assert (0, f"{name}  dropped\n", "") == run("--drop", name, "--store", "store")
    missing = f"The store holds no graph {name}. `yidi load --list` names those that it holds.\n"
    assert (2, "", missing) == run("--drop", name, "--store", "store")
    assert 2 == len(run("--list", "--store", "store")[1].splitlines())


def test_a_bad_file_leaves_everything_as_it_was(files):
    """Also beside a good one."""
    run("good.csv", "--store", "store", "--graph", GRAPH)
    before = run("--list", "--store", "store")
    (files / "good.csv").write_text(GOOD + "H2,乙,110102\n")
    status, out, error = run("good.csv", "bad.csv", "--store", "store", "--graph", GRAPH)
    words = "place-unknown  'x' is no known division. Use a six-digit code of GB/T 2260, such as 110101."
    assert (1, "", f"bad.csv:2:6  error  {words}\nnothing was loaded\n") == (status, out, error)
    assert before == run("--list", "--store", "store")


def test_a_check_loads_nothing(files):
    """And needs no store."""
    assert (0, "", "nothing is wrong\n") == run("good.csv", "--check")
    assert 1 == run("bad.csv", "--check")[0]
    assert not (files / "store").exists()


def test_what_is_left_out_is_said(files):
    """Statements that another graph holds."""
    run("good.csv", "--store", "store")
    (files / "more.csv").write_text(GOOD + "H2,乙,110102\n")
    said = "4 statements left out: other graphs hold them already\n"
    assert (0, f"{ID}graph/more  4 statements\n", said) == run("more.csv", "--store", "store")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the files to load, or use --list or --drop."),
        (["good.csv"], "Name the store: --store FOLDER, or --store http://…"),
        (["--list"], "Name the store: --store FOLDER, or --store http://…"),
        (
            ["good.csv", "--store", "memory"],
            "What is loaded into memory is gone when the command ends. Name a folder or a server: --store …",
        ),
        (
            ["good.csv", "--check", "--encoding", "gbq"],
            "'gbq' is no known encoding. Chinese tables are mostly utf-8 or gb18030.",
        ),
        (
            ["good.csv", "--store", "store", "--graph", BASE_GRAPH],
            f"The graph {BASE_GRAPH} belongs to the base. Name another one.",
        ),
        (["--drop", BASE_GRAPH, "--store", "store"], f"The graph {BASE_GRAPH} belongs to the base. Name another one."),
        (["good.csv", "--store", "bad.csv"], "bad.csv is a file. Give a folder for the store."),
    ],
)
@pytest.mark.usefixtures("files")
def test_a_request_that_cannot_be_met_is_told(arguments, message):
    """In one line, with exit status 2."""
    assert (2, "", f"{message}\n") == run(*arguments)


def test_the_names_of_persons_are_in_no_message(files):
    """What is wrong with personal data is told by its place alone."""
    (files / "p.ttl").write_text(
        "@prefix : <http://example.org/> .\n@prefix yidi: <https://w3id.org/yidi/ns#> .\n"
        ':p yidi:birthDate "张三" ; yidi:retired "王五" ; yidi:insuredIn "李四" .\n'
    )
    status, _, error = run("p.ttl", "--check")
    assert 1 == status
    assert 4 == len(error.splitlines())
    assert not any(name in error for name in ("张三", "李四", "王五"))


@pytest.mark.usefixtures("files")
def test_a_table_is_loaded_into_a_server():
    """A real one, that holds nothing before; the base comes with the first use."""
    with oxigraph() as address:
        assert (0, f"{ID}graph/good  4 statements\n", "") == run("good.csv", "--store", address)
        names = [line.split()[0] for line in run("--list", "--store", address)[1].splitlines()]
        assert [BASE_GRAPH, f"{BASE_GRAPH}/rows", f"{ID}graph/good"] == names
    status, out, error = run("good.csv", "--store", address.replace("//", "//me:secret@"))
    words = f"No server answers at {address}: Connection refused. Start it, or correct the address.\n"
    assert (2, "", words) == (status, out, error)
