"""What the package offers: its names, all of them and in order."""

import yidi
from yidi import errors


def public(module):
    """Give the names that a module defines for others."""
    names = (name for name in dir(module) if not name.startswith("_"))
    return {name for name in names if not hasattr(getattr(module, name), "__path__")}


def test_the_names_of_the_package_are_sorted_and_complete():
    """`from yidi import …` offers these and no others."""
    assert [
        "Base",
        "BaseError",
        "CaseError",
        "Fault",
        "ShapesError",
        "StoreError",
        "UsageError",
        "YidiError",
        "load",
    ] == yidi.__all__
    assert sorted(yidi.__all__) == yidi.__all__
    assert set(yidi.__all__) == {
        n for n in public(yidi) if getattr(getattr(yidi, n), "__module__", "").startswith("yidi.")
    }


def test_every_error_of_the_package_is_exported():
    """Whoever catches an error finds its class at the top."""
    tree = [errors.YidiError, *errors.YidiError.__subclasses__()]

    assert {error.__name__ for error in tree} <= set(yidi.__all__)
    assert [] == [name for name in errors.YidiError.__subclasses__() if name.__subclasses__()]


def test_the_tree_in_the_docstring_is_drawn_as_it_is():
    """Each error stands under the one that it is a kind of, with a word on what it means."""
    drawn = [line.strip() for line in errors.__doc__.splitlines() if "Error" in line and line.startswith("    ")]
    real = sorted(error.__name__ for error in errors.YidiError.__subclasses__())

    assert "YidiError(ValueError)" == drawn[0]
    assert real == sorted(line.strip("├└─ ").split()[0] for line in drawn[1:])
    assert all(len(line.split()) > 4 for line in drawn[1:])
    assert issubclass(errors.YidiError, ValueError)
