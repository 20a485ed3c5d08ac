"""The page on what is known where: up to date, complete, and drawn from what the engine answers."""

import importlib
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
PROVINCES = 31
"""How many provinces have pooling areas."""


@pytest.fixture(scope="module")
def tools():
    """Give the modules of the tool; its folder comes last in the path, so that it hides nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(ROOT / "tools")])
        yield {name: importlib.import_module(f"coverage_{name}") for name in ("known", "page", "picture")}


@pytest.fixture(scope="module")
def known(base, tools):
    return tools["known"].measure(base)


def test_the_committed_page_is_what_the_base_says(known, tools):
    """After a rule has changed, `make coverage` writes the page and the pictures anew."""
    docs = ROOT / "docs"
    written = {
        docs / "img" / f"coverage-{p}.svg": tools["picture"].picture(known, p) for p in tools["picture"].PALETTES
    }
    written[docs / "coverage.md"] = tools["page"].page(known)

    stale = [path.name for path, text in written.items() if path.read_text("utf-8") != text]
    assert [] == stale, "Run `make coverage` and look at what has changed."


def test_every_decision_and_every_area_is_counted(base, known, tools):
    """No cell is left out, and each is of a kind that the legend explains."""
    assert {d.name for d in base.vocabulary.decisions.values() if not d.occasional} == set(known.kinds)
    assert set(tools["known"].KINDS) == set(tools["picture"].LEGEND)
    for name in known.kinds:
        assert set(base.places.areas) == set(known.kinds[name])
        assert set(known.kinds[name].values()) <= set(tools["known"].KINDS)
        assert PROVINCES == len(known.shares(name))
        assert len(base.places.areas) == sum(kinds.total() for kinds in known.shares(name).values())


@pytest.mark.parametrize(
    ("decision", "area", "kind"),
    [
        ("travel", "650000-xpcc", "official"),
        ("filingRequirement", "360100", ("official", "unofficial")),
        ("filingRequirement", "150100", "official-part"),
        ("changeLock", "150100", "hint"),
        ("deductible", "150100", "unknown"),
        ("claimDeadline", "150100", "unknown"),
    ],
)
def test_what_is_known_in_an_area(known, decision, area, kind):
    """A rule for some cases is a part, a bound no value, and what nobody says stays unknown."""
    assert known.kinds[decision][area] in ((kind,) if isinstance(kind, str) else kind)


def test_the_corps_stands_with_the_province_in_which_it_lies(base, tools):
    """Its ground is in Xinjiang, though it answers to the nation alone."""
    assert "650000" == tools["known"].province_of(base, "650000-xpcc")


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_picture_is_svg_in_which_nothing_overlaps(known, tools, palette):
    """Well formed; the parts of a cell stay within it, and every word is inside of the picture."""
    root = ET.fromstring(tools["picture"].picture(known, palette))  # noqa: S314 - made here
    name = "{http://www.w3.org/2000/svg}"
    width, height = (float(root.attrib[side]) for side in ("width", "height"))

    for box in root.iter(f"{name}rect"):
        right = float(box.attrib.get("x", 0)) + float(box.attrib["width"])
        bottom = float(box.attrib.get("y", 0)) + float(box.attrib["height"])
        assert right <= width
        assert bottom <= height
    for text in root.iter(f"{name}text"):
        assert 0 < float(text.attrib["x"]) < width
        assert 0 < float(text.attrib["y"]) < height
