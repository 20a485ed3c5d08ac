"""Pages written as HTML: the templates, and what they call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pyoxigraph import NamedNode

from website import guide
from website.highlight import highlighted
from website.menu import KINDS, MENU
from website.model import LANGUAGES, Page, Registry, of
from website.say import Words, day
from website.world import World, slug
from yidi.api import linked_page
from yidi.names import expand, short
from yidi.plural import filled

_FOLDER: Final = Path(__file__).parent
ASSETS: Final = _FOLDER / "assets"


@dataclass(frozen=True, slots=True)
class Statements(linked_page.Page):
    """What is said of a thing as a table, with links to where the site describes it."""

    registry: Registry = Registry({})  # noqa: RUF009 - never changed

    def address(self, iri: str) -> str | None:
        """Where the site describes a thing."""
        found = self.registry.address(iri)
        return f"{self.root}{found}" if found else None

    def said(self, iri: str) -> str:
        """What is said of it, and what names it."""
        return self.table(self.index.about(NamedNode(iri)), 0)

    def naming(self, iri: str) -> str:
        """What names it."""
        return self._pointing(iri)


class Renderer:
    """Writes the pages of one language."""

    def __init__(self, world: World, registry: Registry, language: str) -> None:
        self.world, self.registry, self.language = world, registry, language
        self.words = Words(world, language)
        self.env = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self.env.globals.update(
            t=self._text,
            of=lambda labels: of(labels, language),
            label=cache(self.words.label),
            link=self._link,
            address=self._address,
            statements=self._statements,
            naming=self._naming,
            code=lambda text, lang="": Markup(highlighted(text, lang)),  # noqa: S704 - escaped by the highlighter
            words=self.words,
            day=day,
            short=short,
            expand=expand,
            slug=slug,
            document_html=self._document,
            gaps=lambda text: filled(text, defaultdict(lambda: "…")),  # the details of a message
            markdown=lambda text: Markup(guide.markdown(text)),  # noqa: S704 - our own descriptions
            world=world,
            lang=language,
            other=next(each for each in LANGUAGES if each != language),
            menu=MENU,
            kinds=KINDS,
        )

    def page(self, page: Page) -> str:
        """The HTML of a page."""
        root = "../" * page.path.count("/")
        context: Mapping[str, Any] = {**page.context(self.language), "page": page, "root": root}
        return self.env.get_template(page.template).render(context)

    def _text(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    @pass_context
    def _address(self, context: Context, name: str) -> str:
        """The address of a thing from the page that is written; empty where the site does not describe it."""
        found = self.registry.address(name)
        return f"{context['root']}{found}" if found else ""

    @pass_context
    def _link(self, context: Context, name: str, text: str | None = None) -> Markup:
        """A link to a thing under its label or another text; the text alone where the site does not describe it."""
        shown = escape(self.words.label(name) if text is None else text)
        found = self.registry.address(name)
        if not found:
            return Markup(shown)  # noqa: S704 - escaped above
        return Markup(f'<a href="{escape(context["root"] + found)}">{shown}</a>')  # noqa: S704 - escaped above

    @pass_context
    def _statements(self, context: Context, iri: str) -> Markup:
        return Markup(self._page(context).said(iri))  # noqa: S704 - it escapes what the base says

    @pass_context
    def _naming(self, context: Context, iri: str) -> Markup:
        return Markup(self._page(context).naming(iri))  # noqa: S704 - it escapes what the base says

    @pass_context
    def _document(self, context: Context, document: guide.Document) -> Markup:
        root = context["root"]
        html = guide.html(document, self.registry.address, root, lambda file: f"{root}../assets/{file}")
        return Markup(html)  # noqa: S704 - the documents are our own

    def _page(self, context: Context) -> Statements:
        return Statements(self.world.index, self.language, context["root"], self.registry)
