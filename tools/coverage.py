"""Write docs/coverage.md and its pictures: which decisions are known for which pooling areas, and on what authority.

Run `make coverage`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coverage_known import measure
from coverage_page import page
from coverage_picture import PALETTES, picture

from yidi import Base, load

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"


def files(base: Base) -> dict[Path, str]:
    """All that is written, by its path."""
    known = measure(base)
    pictures = {DOCS / "img" / f"coverage-{name}.svg": picture(known, name) for name in PALETTES}
    return {DOCS / "coverage.md": page(known), **pictures}


if __name__ == "__main__":
    for path, text in files(load(ROOT)).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
