"""What the tests of docs/deciding-with-sparql.md share: its commands run by bash, and the results of its script."""

import os
import re
import subprocess
from pathlib import Path

import pyoxigraph as ox

from yidi.names import ID

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/deciding-with-sparql.md").read_text(encoding="utf-8")
SCRIPT = ROOT / "docs/decide.sh"
TABS = "text/tab-separated-values"
LOCAL = "http://localhost:7878"
BASE = f"{ID}base"


def blocks(text, language):
    """Give the blocks of a document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def run(command, address="", cwd=ROOT, **environment):
    """Give what bash makes of a command, which stops at its first failure."""
    server = {"QUERY": address, "STORE": address.replace("/query", "/store")} if address else {}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=os.environ | server | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def decide(address, path, kind="text/csv"):
    """Give the result of docs/decide.sh for a file of cases."""
    ran = run(f"docs/decide.sh '{path}'", address, TYPE=kind)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def solutions(text):
    """Give a result in TSV as rows of terms."""
    return [tuple(row) for row in ox.parse_query_results(text.encode(), ox.QueryResultsFormat.TSV)]


def graphs(address):
    """Give the names of all graphs of a server."""
    text = "select distinct ?graph where { graph ?graph { ?s ?p ?o } } order by ?graph"
    return run(f"curl -sSf \"$QUERY\" --data-urlencode 'query={text}' -H 'Accept: text/csv'", address).stdout.split()[
        1:
    ]
