import pickle
import re

import pytest

from yidi import errors
from yidi.errors import BaseError, CaseError, Fault, UsageError, YidiError, one_line


def test_the_tree_in_the_docstring_is_the_real_one():
    """Every error is drawn in the docstring, and everything drawn is an error that exists."""
    drawn = set(re.findall(r"\b[A-Z][A-Za-z]+Error\b", errors.__doc__ or "")) - {"ValueError"}
    real = {name for name in errors.__all__ if name.endswith("Error")}

    assert real == drawn
    assert all(issubclass(getattr(errors, name), YidiError) for name in real)
    assert issubclass(YidiError, ValueError)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault("visit.care", "is required"), "visit.care: is required"),
        (Fault("", "the file holds no case"), "the file holds no case"),
        (Fault("", "the file holds no case", source="a.yaml"), "a.yaml  error  the file holds no case"),
        (
            Fault("visit.care", "is required", 3, 7, "a.yaml"),
            "a.yaml:3:7  error  visit.care: is required",
        ),
    ],
)
def test_a_fault_is_one_line_with_what_is_known_of_its_place(fault, line):
    """A fault reads `file:line:column  error  path: message`, less the parts that are not known."""
    assert line == str(fault)


def test_a_case_error_tells_all_its_faults():
    """A case error carries its faults and shows them a line each."""
    faults = (Fault("a", "is required"), Fault("b", "unknown key"))

    assert faults == CaseError(iter(faults)).faults
    assert str(CaseError(faults)) == "a: is required\nb: unknown key"


def test_a_base_error_tells_all_its_findings():
    """A base error shows findings of any kind by their own text."""
    error = BaseError(["first", 2])

    assert error.findings == ("first", 2)
    assert str(error) == "first\n2"


@pytest.mark.parametrize("error", [BaseError(["x"]), CaseError([Fault("a", "b", 1, 2, "c")]), UsageError("x")])
def test_errors_travel_between_processes(error):
    """An error is the same after it was sent from a worker process."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(again) is type(error)
    assert str(again) == str(error)


@pytest.mark.parametrize(("text", "shown"), [("省本级", "省本级"), ("a\nb", r"a\nb"), ("\ud800", r"\ud800")])
def test_text_is_made_fit_for_one_line(text, shown):
    """Line breaks and characters that cannot be written are escaped, Chinese is not."""
    assert shown == one_line(text)
