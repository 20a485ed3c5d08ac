"""The whole site: pages collected, written in both languages, and looked over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from website import links, search
from website.model import LANGUAGES, Page, Registry
from website.pages import (
    areas,
    cases,
    checks,
    decisions,
    disagreements,
    documents,
    home,
    processes,
    queries,
    reference,
    rules,
    shapes,
    sources,
    terms,
)
from website.render import ASSETS, Renderer
from website.world import World

PARTS: Final = (
    home,
    documents,
    decisions,
    rules,
    areas,
    processes,
    sources,
    disagreements,
    terms,
    cases,
    checks,
    shapes,
    queries,
    reference,
)


def collect(world: World) -> list[Page]:
    """All pages of the site."""
    return [page for part in PARTS for page in part.pages(world)]


def build(world: World, site: Path) -> list[Page]:
    """Writes the site into a folder, which is emptied first; what is wrong with it is added to the failures."""
    pages = collect(world)
    world.failures.extend(_clashes(pages))
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(ASSETS, site / "assets")
    if (images := world.root / "docs/img").is_dir():
        shutil.copytree(images, site / "assets/docs/img")
    (site / "assets/search.js").write_text(search.index(pages), "utf-8")
    (site / "assets/areas.js").write_text(_chains(world), "utf-8")
    registry = Registry.of(pages)
    for language in LANGUAGES:
        _write(Renderer(world, registry, language), pages, site / language)
    (site / "index.html").write_text((ASSETS / "index.html").read_text("utf-8"), "utf-8")
    (site / "assets/index.html").unlink()
    world.failures.extend(links.faults(site))
    return pages


def _write(renderer: Renderer, pages: Iterable[Page], folder: Path) -> None:
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(renderer.page(page), "utf-8")


def _clashes(pages: Iterable[Page]) -> Iterator[str]:
    """Pages of one path; paths that differ in capital letters alone are one on some file systems."""
    seen: dict[str, Page] = {}
    for page in pages:
        if (other := seen.setdefault(page.path.lower(), page)) is not page:
            yield f"{page.path} and {other.path} are one file"


def _chains(world: World) -> str:
    """The pooling areas for the look-up on pages of decisions: code, chain and names of each."""
    places = world.base.places
    rows = [
        [code, " ".join(places.chains[number]), world.labels(code)["zh"], world.labels(code)["en"]]
        for code, number in places.areas.items()
    ]
    return f"window.yidiAreas={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"
