"""Components that look at a value alone (SHACL 4.1, 4.3, 4.4, 4.8.3): each distinct value is judged once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import pyoxigraph as ox

from yidi.shacl.lexical import form_of
from yidi.shacl.model import Offence
from yidi.shacl.ordering import precedes, value_of
from yidi.shacl.terms import Term, component, sh

if TYPE_CHECKING:
    from yidi.shacl.columns import Column
    from yidi.shacl.run import Run

KINDS: Final[dict[ox.NamedNode, tuple[type, ...]]] = {
    sh("IRI"): (ox.NamedNode,),
    sh("BlankNode"): (ox.BlankNode,),
    sh("Literal"): (ox.Literal,),
    sh("BlankNodeOrIRI"): (ox.BlankNode, ox.NamedNode),
    sh("BlankNodeOrLiteral"): (ox.BlankNode, ox.Literal),
    sh("IRIOrLiteral"): (ox.NamedNode, ox.Literal),
}
"""What sh:nodeKind admits."""


@dataclass(frozen=True, slots=True)
class Class:
    """Every value is an instance of a class (sh:class)."""

    cls: Term
    component: ClassVar = component("Class")

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that are not."""
        return column.unless(run.data.instances(self.cls).__contains__)


@dataclass(frozen=True, slots=True)
class Datatype:
    """Every value is a literal of a datatype and its lexical form is one of it (sh:datatype)."""

    datatype: ox.NamedNode
    component: ClassVar = component("Datatype")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that are not."""
        datatype, form = self.datatype, form_of(self.datatype)
        if form is None:
            return column.unless(lambda value: isinstance(value, ox.Literal) and value.datatype == datatype)
        return column.unless(
            lambda value: isinstance(value, ox.Literal) and value.datatype == datatype and bool(form(value.value))
        )


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Every value is of a kind of term (sh:nodeKind)."""

    kind: ox.NamedNode
    component: ClassVar = component("NodeKind")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that are not."""
        kinds = KINDS[self.kind]
        return column.unless(lambda value: isinstance(value, kinds))


@dataclass(frozen=True, slots=True)
class Bound:
    """Every value can be compared with a limit and stands on the right side of it (sh:minInclusive and the like)."""

    component: ox.NamedNode
    limit: ox.Literal
    least: bool
    or_equal: bool

    def offences(self, column: Column, run: Run) -> list[Offence]:
        """The values that do not."""
        limit, known = value_of(self.limit), run.value

        def accepts(value: Term) -> bool:
            pair = (limit, known(value)) if self.least else (known(value), limit)
            return precedes(*pair, or_equal=self.or_equal)

        return column.unless(accepts)


@dataclass(frozen=True, slots=True)
class Length:
    """Every value is an IRI or literal of at least or at most so many characters (sh:minLength, sh:maxLength)."""

    component: ox.NamedNode
    length: int
    least: bool

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that are not; blank nodes have no length."""
        if self.least and self.length <= 0:
            return column.unless(_has_text)
        return column.unless(self._accepts)

    def _accepts(self, value: Term) -> bool:
        if not isinstance(value, ox.NamedNode | ox.Literal):
            return False
        length = len(value.value)
        return length >= self.length if self.least else length <= self.length


def _has_text(value: Term) -> bool:
    return isinstance(value, ox.NamedNode | ox.Literal)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every value is an IRI or literal whose characters match a regular expression (sh:pattern, sh:flags)."""

    pattern: re.Pattern[str]
    component: ClassVar = component("Pattern")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that do not."""
        search: Callable[[str], object] = self.pattern.search
        return column.unless(lambda value: _has_text(value) and bool(search(value.value)))  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """Every value has a language tag within one of a list (sh:languageIn)."""

    ranges: tuple[str, ...]
    component: ClassVar = component("LanguageIn")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that do not."""
        return column.unless(self._accepts)

    def _accepts(self, value: Term) -> bool:
        if not isinstance(value, ox.Literal) or not value.language:
            return False
        tag = value.language.lower()
        return any(each in {tag, "*"} or tag.startswith(f"{each}-") for each in self.ranges)


@dataclass(frozen=True, slots=True)
class In:
    """Every value is one of a list (sh:in)."""

    terms: frozenset[Term]
    component: ClassVar = component("In")

    def offences(self, column: Column, run: Run) -> list[Offence]:  # noqa: ARG002
        """The values that are not."""
        return column.unless(self.terms.__contains__)
