"""What is meant by a name: a rule or decision by its short name, its IRI, its last part, or a part of its label."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from yidi.errors import UsageError, one_line
from yidi.explaining.words import FAULTS
from yidi.model import Decision, Rule
from yidi.names import expand, local, short

if TYPE_CHECKING:
    from yidi.base import Base

_MOST: Final = 8
_SHOWN: Final = 80


def named(base: Base, name: str, language: str) -> Rule | Decision:
    """The rule, claim or decision that a name means.

    Raises UsageError where there is none, with close names, or where several are meant, with their names.
    """
    known = _known(base)
    meant = name.strip().strip("<>")
    exact = [k for k in known.values() if meant in (k.iri, short(k.iri), local(k.iri)) or k.iri == expand(meant)]
    if len(exact) == 1:
        return exact[0]
    folded = meant.casefold()
    parts = exact or [k for k in known.values() if folded and any(folded in t.casefold() for t in _texts(k))]
    whole = [k for k in parts if folded in (label.casefold() for label in k.labels.values())]
    if len(found := whole if len(whole) == 1 else parts) == 1:
        return found[0]
    if found:
        lines = [f"  {short(k.iri)}  {k.labels.get(language, '')}" for k in found[:_MOST]]
        more = "" if len(found) <= _MOST else "\n  …"
        raise UsageError(
            "\n".join([FAULTS["several"][language].format(name=_cut(name), count=len(found)), *lines]) + more
        )
    raise UsageError(FAULTS["unknown"][language].format(name=_cut(name)) + _guess(known, meant, language))


def _known(base: Base) -> dict[str, Rule | Decision]:
    return {**base.rules, **base.claims, **{d.iri: d for d in base.vocabulary.decisions.values()}}


def _texts(thing: Rule | Decision) -> list[str]:
    return [short(thing.iri), *thing.labels.values()]


def _guess(known: dict[str, Rule | Decision], name: str, language: str) -> str:
    """The names closest to one that nothing has."""
    names = {
        text: short(thing.iri)
        for iri, thing in known.items()
        for text in (short(iri), local(iri), *thing.labels.values())
    }
    close = get_close_matches(name[:_SHOWN], names, n=6, cutoff=0.6)
    found = list(dict.fromkeys(names[text] for text in close))[:3]
    return FAULTS["guess"][language].format(names=" / ".join(found)) if found else ""


def _cut(text: str) -> str:
    return one_line(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def area_code(base: Base, code: str, language: str) -> str:
    """The pooling area of a code or of a place in one, or a jurisdiction above them; raises UsageError for another."""
    if code in base.places.insured:
        return list(base.places.areas)[base.places.insured[code][0]]
    if any(code in chain for chain in base.places.chains):
        return code
    known = [*base.places.insured, *(j for chain in base.places.chains for j in chain)]
    close = get_close_matches(code[:_SHOWN], dict.fromkeys(known), n=3, cutoff=0.6)
    raise UsageError(
        FAULTS["area"][language].format(area=_cut(code))
        + (FAULTS["guess"][language].format(names=" / ".join(close)) if close else "")
    )
