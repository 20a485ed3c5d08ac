"""Everything that is asked in SPARQL: named queries, the reference engine, the endpoint under load, loading."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from rich.status import Status

import yidi
from tests.bench import loading, named, reference, throughput, with_rdflib
from tests.bench.cases import as_mappings, uniform
from tests.bench.enlarged import Enlarged, enlarge
from tests.served import serving
from yidi.asking import load_library

_ASKED = "filing-needed"
_CASES = 50


def measure(status: Status) -> dict[str, Any]:
    """All figures; what is made for them lies in a temporary folder."""
    kept = os.environ.get("YIDI_CACHE")
    try:
        with tempfile.TemporaryDirectory(prefix="yidi-bench-") as name:
            return _measure(Path(name), status)
    finally:
        if kept is None:
            os.environ.pop("YIDI_CACHE", None)
        else:
            os.environ["YIDI_CACHE"] = kept


def _measure(folder: Path, status: Status) -> dict[str, Any]:
    status.update("a large base")
    enlarged, figures = enlarge(folder)
    served = ("--base", str(enlarged.base_folder), "--store", str(enlarged.store_folder))
    status.update("named queries")
    with serving(folder / "log", *served) as (address, _):
        figures["named"] = named.measure(enlarged, address)
    status.update("requests a second")
    with serving(folder / "log", *served, YIDI_QUERY_SECONDS=str(throughput.DEADLINE)) as (address, process):
        figures["throughput"] = _pressed(enlarged, address, process.pid)
    status.update("named queries on rdflib")
    figures["rdflib"] = with_rdflib.measure(enlarged.memory, folder, named.texts(enlarged.base))
    status.update("the reference engine")
    base = yidi.load()
    figures["reference"] = reference.measure(base)
    status.update("loading")
    figures["loading"] = loading.measure(base, folder)
    return figures


def _pressed(enlarged: Enlarged, address: str, server: int) -> dict[str, Any]:
    library = load_library(enlarged.base.folder)
    cases = as_mappings(uniform(enlarged.base, _CASES))
    return throughput.measure(
        address, server, cases, named.targets(library)[_ASKED], named.texts(enlarged.base)[_ASKED]
    )
