"""One case that several tests change: the national guide's example, whose numbers the case itself brings."""

from copy import deepcopy

GUIDE = {
    "person": {"insuredIn": "410100", "scheme": "employee", "retired": False},
    "filing": {
        "type": "long-term-worker",
        "destination": "110000",
        "submittedOn": "2025-02-20",
        "startsOn": "2025-03-01",
        "commitment": False,
    },
    "visit": {
        "hospital": {"region": "110000", "level": "tertiary", "designated": True, "opened": ["inpatient"]},
        "care": "inpatient",
        "admittedOn": "2025-03-10",
        "settledOn": "2025-03-20",
        "emergency": False,
    },
    "expense": {"total": "50000.00", "eligible": "50000.00", "fundPaidThisYear": "0.00"},
    "parameters": {"deductible": "1500.00", "ratio": "0.85", "cap": "1000000.00"},
}


def guide(**values):
    """Give the example with other values, by path with __ for dots; None leaves something out."""
    case = deepcopy(GUIDE)
    for path, value in values.items():
        *parents, last = path.split("__")
        part = case
        for key in parents:
            part = part.setdefault(key, {})
        if value is None:
            part.pop(last, None)
        else:
            part[last] = value
    return case
