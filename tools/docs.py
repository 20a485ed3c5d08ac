"""Write the documentation into build/site: `make docs`.

Ends with status 1 where an example does not do what it should, or a link leads nowhere; each is told with its place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from website.build import build
from website.world import World

ROOT: Final = Path(__file__).parents[1]
SITE: Final = ROOT / "build/site"


def main() -> int:
    """Writes the site and says where it is."""
    start = perf_counter()
    world = World(ROOT)
    pages = build(world, SITE)
    for failure in world.failures:
        print(failure, file=sys.stderr)
    print(f"{2 * len(pages)} pages in {perf_counter() - start:.0f} s. Open {SITE.relative_to(ROOT)}/index.html")
    return 1 if world.failures else 0


if __name__ == "__main__":
    sys.exit(main())
