"""Where the two engines differ on a case: value, prevailing rules, beaten rules, bounds, and the facts it turns on."""

from datetime import date

import numpy as np
import yaml

from yidi.answers.explain import outcomes_of
from yidi.cases.rdf import kind_of
from yidi.tables.table import UNDETERMINED
from yidi.values import number_text


def verdict(results, name, row):
    """Give all that an engine says of a decision, in a form that can be compared."""
    found = np.atleast_1d(results.outcomes[name][..., row])
    said = outcomes_of(results, name, row)
    why = results.reasons(name, row)
    verdict = {
        "value": ["undetermined" if n == UNDETERMINED else o and o.groups for n, o in zip(found, said, strict=True)],
        "prevailing": [rule.iri for rule in why.prevailing],
        "defeated": [(loser.iri, winner.iri, reason) for loser, winner, reason in why.defeated],
    }
    if results.tables[name].low is not None:
        verdict["bounds"] = [int(end[row]) for end in results.bounds(name)]
    if (found == UNDETERMINED).any():
        verdict["turns on"] = sorted(results.open_axes(name, row))
    return verdict


def differences(painted, reference, row):
    """Give the decisions on which the engines differ, each with what the one and the other says."""
    found = {}
    for name in painted.tables:
        one, other = verdict(painted, name, row), verdict(reference, name, row)
        if one != other:
            found[name] = {
                k: (one.get(k), other.get(k)) for k in one.keys() | other.keys() if one.get(k) != other.get(k)
            }
    return found


def case_file(base, parsed, found):
    """Give a case that `yidi decide` runs, with the differences above it."""
    case = {}
    for path, value in parsed.items():
        *parents, last = path.split(".")
        part = case
        for key in parents:
            part = part.setdefault(key, {})
        if value is True and kind_of(base.vocabulary.fields[path]) == "part":
            part.setdefault(last, {})
        else:
            part[last] = _written(base, path, value)
    told = "\n".join(f"# {name}: painted and reference differ: {what}" for name, what in found.items())
    return f"{told}\n{yaml.safe_dump(case, allow_unicode=True, sort_keys=False)}"


def _written(base, path, value):
    kind = kind_of(base.vocabulary.fields[path])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return number_text(kind, value) if isinstance(value, int) and kind not in ("boolean", "integer", "code") else value


def check_agreement(base, painted, reference, cases):
    """Check that both engines say the same of all cases; where they do not, show the first as a runnable file."""
    for row, parsed in enumerate(cases):
        found = differences(painted, reference, row)
        assert not found, f"the engines differ on this case:\n{case_file(base, parsed, found)}"
