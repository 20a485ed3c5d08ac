"""A page for each finding of `yidi check`, with examples checked anew."""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from website.model import Page
from website.world import World
from yidi.check.explained import mending
from yidi.findings import FINDINGS, about
from yidi.plural import filled


def pages(world: World) -> Iterator[Page]:
    """All findings, then each."""
    examples = list(_examples(world))
    labels = {"zh": "知识库检查", "en": "Checks of the base"}
    findings = {name: about(name) for name in FINDINGS}
    groups: dict[str, list[str]] = {}
    for name in findings:
        groups.setdefault(name.partition("-")[0], []).append(name)
    context = {"findings": findings, "groups": groups}
    yield Page("checks/index.html", "checks", "part", "checks.j2", labels, lambda _: context)
    for name, said in findings.items():
        yield _page(name, said, sorted((e for e in examples if e["finding"] == name), key=lambda e: len(e["file"])))


def _page(name: str, said: Mapping[str, Any], examples: list[Mapping[str, Any]]) -> Page:
    labels = said.get("title") or {"zh": f"{name}", "en": name}
    return Page(
        f"checks/{name}.html",
        "checks",
        "check",
        "check.j2",
        labels,
        lambda _: {"name": name, "said": said, "examples": examples},
        name=f"finding {name}",
        also=name,
        texts={lang: filled(text, defaultdict(lambda: "…")) for lang, text in said["message"].items()},
    )


def _examples(world: World) -> Iterator[Mapping[str, Any]]:
    """The broken bases, each with the findings that it gives, checked again as the tests check them."""
    broken = _broken(world.root)
    names = sorted(FINDINGS, key=len, reverse=True)
    for path in (*broken.EXAMPLES, *sorted((world.root / "tests/owl/broken").glob("*.ttl"))):
        finding = next((n for n in names if path.stem == n or path.stem.startswith(f"{n}-")), None)
        if finding is None:
            continue
        content = path.read_bytes()
        told = {lang: broken.expected(content, lang) or [] for lang in ("zh", "en")}
        if world.run and path in broken.EXAMPLES:  # the others take a reasoner, and have tests of their own
            with _nothing_kept():
                found = {lang: broken.found(path.name, content, lang) for lang in told}
            if found["en"] != told["en"]:
                world.failures.append(f"{world.shown_path(path)}:1: the check does not find what stands at the head")
            told = found
        text = content.decode("utf-8", "replace").removeprefix("\ufeff")
        body = re.sub(r"\A(#(?!\+)[^\n]*\n)*\r?\n?", "", text)
        mended = path.parents[1] / "mended" / path.name
        lines = mending(content, mended.read_bytes()) if mended.is_file() else []
        yield {"finding": finding, "file": world.shown_path(path), "told": told, "text": body, "mending": lines}


def _broken(root: Path) -> ModuleType:
    """The test that checks the broken bases: it knows what each of them is added to."""
    if str(root / "tests") not in sys.path:
        sys.path.append(str(root / "tests"))
    spec = spec_from_file_location("broken_bases", root / "tests/check/test_broken.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(spec)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Small bases do not push the user's own out of the cache."""
    before = os.environ.get("YIDI_CACHE")
    os.environ["YIDI_CACHE"] = ""
    try:
        yield
    finally:
        if before is None:
            del os.environ["YIDI_CACHE"]
        else:
            os.environ["YIDI_CACHE"] = before
