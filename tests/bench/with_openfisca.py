"""OpenFisca with its own parameter look-up: a small country system made of the built-in rules; the amount only.

The parameters are a tree of dated values, looked up by its vectorial indexing.  OpenFisca
computes for a period: all cases fall in one month, and it is told the kind of filing and the travel.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH as MONTHLY
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.bench.cases import MONTH, Cases, Scope
from tests.bench.parameters import Parameters
from yidi.tables.table import Ints

_PERIOD = f"{MONTH:%Y-%m}"
_YUAN = {"deductible", "cap"}


class Country:
    """The country system, built once."""

    def __init__(self, scope: Scope, parameters: Parameters) -> None:
        person = build_entity(key="person", plural="persons", label="A stay in hospital", is_person=True)
        self.system = TaxBenefitSystem([person])
        self.system.parameters = ParameterNode("", data=_tree(scope, parameters))
        self.enums = {axis: _enum(axis, codes) for axis, codes in scope.codes.items()}
        for variable in _variables(person, self.enums, parameters):
            self.system.add_variable(variable)

    def pay(self, cases: Cases) -> np.ndarray[Any, np.dtype[np.float32]]:
        """What the fund pays for each case, in yuan, as OpenFisca has it: in 32 bits."""
        simulation = SimulationBuilder().build_default_simulation(self.system, len(cases))
        for axis, enum in self.enums.items():
            simulation.set_input(axis, _PERIOD, EnumArray(cases.codes[axis].astype(np.uint8), enum))
        simulation.set_input("eligible", _PERIOD, cases.eligible / 100)
        simulation.set_input("paid", _PERIOD, cases.paid / 100)
        return np.asarray(simulation.calculate("fund_pays", _PERIOD))


def _name(code: str) -> str:
    """A code as a name that Python and OpenFisca allow."""
    return f"c_{code.replace('-', '_')}"


def _enum(axis: str, codes: tuple[str, ...]) -> Any:
    return Enum(axis, {_name(code): code for code in codes})


def _tree(scope: Scope, parameters: Parameters) -> dict[str, Any]:
    """Every figure as nested nodes, an axis a level and its parts last."""
    nodes = {}
    for name, figure in parameters.figures.items():
        levels = [tuple(map(_name, scope.codes[axis])) for axis in figure.axes]
        nodes[name] = _node(
            _scaled(name, figure.values), [*levels, figure.parts] if figure.parts else levels, parameters.days
        )
    return nodes


def _scaled(name: str, values: Ints) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.maximum(values, 0) / (100 if name in _YUAN else 10_000)


def _node(values: np.ndarray[Any, Any], levels: list[tuple[str, ...]], days: tuple[date, ...]) -> dict[str, Any]:
    if levels:
        return {name: _node(values[:, i], levels[1:], days) for i, name in enumerate(levels[0])}
    dated = zip(days, values.tolist(), strict=True)
    return {"values": {day.isoformat(): {"value": value} for day, value in dated}}


def _variables(person: Any, enums: dict[str, Any], parameters: Parameters) -> Iterator[type]:
    """The input variables and the formulas, as classes: that is how OpenFisca has them."""
    common = {"entity": person, "definition_period": MONTHLY}
    for axis, enum in enums.items():
        own = {"value_type": Enum, "possible_values": enum, "default_value": next(iter(enum)), "label": axis}
        yield type(axis, (Variable,), {**common, **own})
    for name in ("eligible", "paid"):
        yield type(name, (Variable,), {**common, "value_type": float, "label": name})
    for name, formula in (("effective_deductible", _deductible(parameters)), ("fund_pays", _fund_pays(parameters))):
        yield type(name, (Variable,), {**common, "value_type": float, "label": name, "formula": formula})


def _deductible(parameters: Parameters) -> Any:
    def formula(person: Any, period: Any, law: Any) -> Any:
        own, stay, away = (
            _look(n, person, period, law, parameters) for n in ("deductible", "stay_factor", "away_factor")
        )
        return np.floor(own * stay * away * 100 + 0.5) / 100

    return formula


def _fund_pays(parameters: Parameters) -> Any:
    def formula(person: Any, period: Any, law: Any) -> Any:
        reduction = _look("reduction", person, period, law, parameters)
        ratio = _look("ratio", person, period, law, parameters)
        in_scope = person("eligible", period) * (1 - reduction.first_share)
        deductible = person("effective_deductible", period)
        starts = [start / 100 for start in parameters.starts]
        points, factor, share = reduction.points, reduction.factor, np.zeros(person.count)
        for tier, (start, end) in enumerate(zip(starts, [*starts[1:], np.inf], strict=True)):
            part = np.maximum(np.minimum(in_scope, end) - np.maximum(deductible, start), 0)
            share += part * np.maximum(getattr(ratio, f"tier_{tier}") - points, 0) * factor
        left = np.maximum(_look("cap", person, period, law, parameters) - person("paid", period), 0)
        return np.minimum(np.floor(share * 100 + 0.5) / 100, left)

    return formula


def _look(name: str, person: Any, period: Any, law: Any, parameters: Parameters) -> Any:
    """OpenFisca's own look-up: the node indexed by one variable after the other."""
    node = getattr(law(period), name)
    for axis in parameters.figures[name].axes:
        node = node[person(axis, period)]
    return node
