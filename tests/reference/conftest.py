"""How much is compared: a few hundred cases in the suite, thousands in `make prove`; and a server filled by hand."""

import pytest
from by_hand import LOCAL, PAGE, blocks, run
from hypothesis import settings
from stores import oxigraph

settings.register_profile("prove", deadline=None, max_examples=150, print_blob=True)


@pytest.fixture(scope="session")
def server():
    """Give the address of a server, just started as the page starts it, into which its commands have put the base."""
    assert ["$ oxigraph serve\n"] == blocks(PAGE, "console")[:1]
    with oxigraph("serve") as address:
        where, base, _ = blocks(PAGE, "sh")
        ran = run(where.replace(LOCAL, address.removesuffix("/query")) + base)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
        yield address
