"""Pellet as a second opinion, by owlready2.  Its licence is the AGPL, so it runs only where it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Triple, serialize

from yidi.errors import UsageError
from yidi.messages import phrase
from yidi.owl.java import java_program

__all__ = ["finds_consistent"]


def finds_consistent(triples: Iterable[Triple], language: str = "en") -> bool:
    """Whether Pellet finds that statements can all be true; raises UsageError where there is no Java."""
    import owlready2  # noqa: PLC0415 - slow to import

    program = java_program()
    if program is None:
        raise UsageError(phrase("java-missing")[language])
    owlready2.JAVA_EXE = program
    world = owlready2.World()
    # owlready2 remarks on standard error that an input is a property and a thing, which OWL 2 DL allows.
    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        file = Path(folder) / "axioms.nt"
        file.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
        with file.open("rb") as content:
            ontology = world.get_ontology("https://w3id.org/yidi/whole#").load(fileobj=content)
        try:
            with ontology:
                owlready2.sync_reasoner_pellet(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return False
        except owlready2.OwlReadyJavaError as error:
            why = next(iter(str(error).strip().splitlines()), "")
            raise UsageError(phrase("axioms-refused", why=why)[language]) from None
    return True
