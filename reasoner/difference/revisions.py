"""The files of a version, read from a folder, or from a revision of git into memory: nothing is ever checked out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

from yidi.base import Base, load_so_far
from yidi.difference.messages import FAULTS
from yidi.difference.model import Version
from yidi.errors import BaseError, UsageError, one_line
from yidi.examples.evidence import CASES
from yidi.examples.read import example_files, is_example_file
from yidi.files import shown
from yidi.finding import Finding

_FOLDERS: Final = ("ontology", "shapes", "queries", CASES.as_posix())
_KINDS: Final = {"ontology": (".ttl",), "shapes": (".ttl", ".rq"), "queries": (".rq",)}
Compiled = tuple[Base, tuple[Finding, ...]]
_Anything = TypeVar("_Anything")


def home(folder: Path | None) -> Path:
    """The folder of the base whose revisions are meant: the one given, this one, or the top of its repository."""
    here = folder or Path()
    if (here / "ontology").is_dir():
        return here
    top = _git(here, "rev-parse", "--show-toplevel")
    return Path(top.decode().strip()) if top else here


def read_version(name: str | None, root: Path, language: str) -> Version:
    """The version that a name stands for: a folder that holds a base, else a revision; None is the folder `root`.

    Raises UsageError where there is no such version, BaseError where it does not compile.
    """
    folder = root if name is None else Path(name)
    if name is None or (name and (folder / "ontology").is_dir()):
        return _version(name or "", folder, _in_folder(folder), load_so_far)
    files = _in_revision(name, root, language)

    def compiled(folder: Path, texts: Mapping[str, bytes]) -> Compiled:
        try:
            base, faults = load_so_far(folder, texts)
        except BaseError as error:
            raise BaseError(_at_revision(f, name) for f in error.findings) from None
        return base, tuple(_at_revision(f, name) for f in faults)

    return _version(name, root, files, compiled)


def _version(
    name: str, root: Path, files: Mapping[str, bytes], compiled: Callable[[Path, Mapping[str, bytes]], Compiled]
) -> Version:
    parts = {kind: {n: c for n, c in files.items() if n.startswith(f"{kind}/")} for kind in _FOLDERS}
    ontology = {shown(root / n): content for n, content in parts["ontology"].items()}
    base, faults = compiled(root, ontology)
    return Version(
        name=name,
        base=base,
        ontology=parts["ontology"],
        besides=parts["shapes"] | parts["queries"],
        cases={shown(root / n): content for n, content in parts[_FOLDERS[-1]].items()},
        faults=_told_once(faults),
    )


def _told_once(faults: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if not faults:
        return ()
    from yidi.check.gather import gathered  # noqa: PLC0415 - all checks come with it, and few versions have faults

    return tuple(gathered(faults))


def _at_revision(finding: _Anything, revision: str) -> _Anything:
    """A finding with its place as git writes it, `revision:file`."""
    if not isinstance(finding, Finding):
        return finding
    return replace(finding, place=finding.place._replace(file=f"{revision}:{finding.place.file}"))


def choose_cases(path: Path | None, new: Version, language: str) -> dict[str, bytes]:
    """Files of example cases by name: those of a path, else of the newer version, else of the working directory."""
    if path is None and new.cases:
        return dict(new.cases)
    chosen = CASES if path is None else path
    if path is None and not chosen.is_dir():
        return {}
    try:
        return {shown(file): file.read_bytes() for file in example_files([chosen])}
    except OSError:
        raise UsageError(FAULTS[language]["no-cases"].format(path=chosen)) from None


def _in_folder(root: Path) -> dict[str, bytes]:
    """The content of the files of a base, by their name below its folder, in the order in which they are read."""
    if not (root / "ontology").is_dir():
        raise BaseError([f"{root}: there is no folder 'ontology' here. Give the folder that holds it."])
    found = [f for kind, suffixes in _KINDS.items() for f in sorted((root / kind).rglob("*")) if f.suffix in suffixes]
    found += [f for f in example_files([root / CASES]) if f.is_file()]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


# Revisions --------------------------------------------------------------------------


def _in_revision(revision: str, root: Path, language: str) -> dict[str, bytes]:
    """The same of a revision of the repository around a folder."""
    said = FAULTS[language]
    if not revision or "\0" in revision:
        raise UsageError(said["no-revision"].format(name=one_line(revision), why=""))
    if _git(root, "rev-parse", "--git-dir") is None:
        raise UsageError(said["no-repository"].format(name=one_line(revision), folder=root))
    # Whatever the name looks like, it is no option; the hash that comes back is safe to hand on.
    tree = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    if not tree:
        shallow = _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
        why = said["shallow"] if shallow else ""
        raise UsageError(said["no-revision"].format(name=one_line(revision), why=why))
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").decode().strip()
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", tree.decode().strip(), "--", *_paths(prefix)) or b""
    blobs = dict(_blobs(listed, prefix))
    if not any(name.startswith("ontology/") for name in blobs):
        raise UsageError(said["no-ontology"].format(name=one_line(revision), folder=f"{prefix}ontology"))
    return _contents(root, blobs)


def _paths(prefix: str) -> list[str]:
    return [f"{prefix}{folder}" for folder in _FOLDERS]


def _blobs(listed: bytes, prefix: str) -> list[tuple[str, str]]:
    """The files of a listing that belong to a base, with their hashes, in the order in which a folder is read."""
    found: dict[str, str] = {}
    for entry in listed.split(b"\0"):
        about, tab, path = entry.decode("utf-8", "surrogateescape").partition("\t")
        name = path.removeprefix(prefix)
        if tab and about.startswith("100") and _belongs(name):  # no links, no submodules
            found[name] = about.split()[2]
    order = {folder: i for i, folder in enumerate(_FOLDERS)}
    kind = {name: next(i for folder, i in order.items() if name.startswith(f"{folder}/")) for name in found}
    return sorted(found.items(), key=lambda item: (kind[item[0]], PurePosixPath(item[0]).parts))


def _belongs(name: str) -> bool:
    """Whether a file of a repository is one that a base consists of."""
    path = PurePosixPath(name)
    suffixes = _KINDS.get(path.parts[0])
    return path.suffix in suffixes if suffixes else is_example_file(path)


def _contents(root: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """The content of blobs, all asked of one process."""
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answered = _git(root, "cat-file", "--batch", given=asked) or b""
    found: dict[str, bytes] = {}
    at = 0
    for name in blobs:
        end = answered.index(b"\n", at)
        size = int(answered[at:end].split()[2])
        found[name] = answered[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def _git(folder: Path, *words: str, given: bytes | None = None) -> bytes | None:
    """What git says, or None where it refuses or there is none."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word that could be taken for an option
            ["git", "-C", str(folder), *words],  # noqa: S607 - the git that the user has
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
