"""What the tests of filings share: the judge of the built-in base, and the reference that it must agree with."""

from functools import cache

import pytest
from rdflib.plugins.sparql import processor

from yidi.filings import Judge


@pytest.fixture(scope="session")
def judge(base):
    """Give the judge of the built-in base."""
    return Judge(base)


@pytest.fixture(scope="session")
def reference(base):
    """Give the judge that runs the same shapes with pySHACL, which would else parse each query anew for every focus."""
    parse, translate = processor.parseQuery, processor.translateQuery

    @cache
    def translated(query, base_iri, prefixes):
        return translate(parse(query), base_iri, dict(prefixes))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda query: query)
        patch.setattr(
            processor,
            "translateQuery",
            lambda query, base=None, initNs=None: translated(query, base, tuple((initNs or {}).items())),  # noqa: N803
        )
        yield Judge(base, "pyshacl")
