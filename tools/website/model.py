"""What the site is made of: pages, and the things that stand on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Labels = Mapping[str, str]
Context = Callable[[str], Mapping[str, Any]]
"""What a template needs, in a language."""
LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has an anchor on a page: found by search, and by its name if it has one.

    `kind` is a key of the words of the site, `also` further words under which it is found.
    """

    fragment: str
    kind: str
    labels: Labels
    name: str = ""  # its IRI, or another name by which pages link to it
    also: str = ""
    texts: Labels = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, which exists in each language under the same path; `section` is what it belongs to in the menu."""

    path: str
    section: str
    kind: str
    template: str
    labels: Labels
    context: Context
    name: str = ""
    also: str = ""
    texts: Labels = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Where each thing stands: the address within a language's folder, by IRI or other name."""

    addresses: Mapping[str, str]

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Registry:
        """The addresses of pages and of what stands on them; of two of one name the first counts."""
        found: dict[str, str] = {}
        for page in pages:
            for name, address in (
                (page.name, page.path),
                *((e.name, f"{page.path}#{e.fragment}") for e in page.entries),
            ):
                if name:
                    found.setdefault(name, address)
        return cls(found)

    def address(self, name: str) -> str | None:
        """Where a thing stands, or None."""
        return self.addresses.get(name)


def same(text: str) -> dict[str, str]:
    """A text that is the same in both languages, such as a file's name."""
    return dict.fromkeys(LANGUAGES, text)


def of(labels: Labels, language: str) -> str:
    """A text in a language, else in another."""
    return labels.get(language) or next(iter(labels.values()), "")
