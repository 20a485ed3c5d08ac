"""New areas, queries and shapes: files that hold no more than must be there, and say what is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from yidi.cases.file import read_cases
from yidi.cases.written import in_lines, one_line
from yidi.errors import UsageError
from yidi.names import short
from yidi.scaffold.changes import Change, created
from yidi.scaffold.options import Options
from yidi.scaffold.rule import slug
from yidi.scaffold.words import say

if TYPE_CHECKING:
    from yidi.base import Base


def _template(name: str, /, **details: object) -> str:
    """A file made from one of our own templates; nothing in it is for a browser to read."""
    loader = PackageLoader("yidi.scaffold", "templates")
    made = Environment(loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    return made.get_template(f"{name}.j2").render(**details)


def new_area(base: Base, area: str, language: str) -> list[Change]:
    """Files for the rules, sources and cases of an area that has none; raises UsageError where it has some."""
    options = Options(base, language)
    code = options.jurisdiction(area.removeprefix("area:"))
    options.settle()
    name = f"{code}-{slug(base, code)}"
    known = sorted((base.folder / "ontology" / "rules").glob(f"{code}-*.ttl"))
    if known:
        raise UsageError(say("area-taken", language, area=code, path=known[0].relative_to(base.folder)))
    labels = base.places.labels.get(code, {})
    details = {"code": code, "zh": labels.get("zh", code), "en": labels.get("en", code)}
    wanted = {
        "rules.ttl": base.folder / "ontology" / "rules" / f"{name}.ttl",
        "sources.ttl": base.folder / "ontology" / "sources" / f"{slug(base, code)}.ttl",
        "cases.yaml": base.folder / "tests" / "cases" / f"{name}.yaml",
    }
    return [
        created(path, _template(template, **details), language)
        for template, path in wanted.items()
        if template != "sources.ttl" or not path.exists()
    ]


def new_query(base: Base, name: str, zh: str, en: str, language: str) -> list[Change]:
    """A named query that runs as it stands: a parameter, two columns, and an example that holds."""
    options = Options(base, language)
    options.name("NAME", name)
    rule = min(base.rules.values(), key=lambda r: r.iri)
    options.settle()
    details = {"name": name, "zh": zh, "en": en, "decision": rule.decision}
    rows = sorted(
        (r.iri.rpartition("/")[2], r.labels["en"]) for r in base.rules.values() if r.decision == rule.decision
    )
    text_ = _template("query.rq", rows=rows, **details)
    return [created(base.folder / "queries" / f"{name}.rq", text_, language)]


def new_shape(base: Base, name: str, field: str, zh: str, en: str, language: str) -> list[Change]:
    """A shape that warns where a field of a filing is missing, in a file of its own, and a filing that lacks it.

    `field` is named as in the case, such as "channel"; the filing is the first sound example of the base without it.
    """
    options = Options(base, language)
    options.name("NAME", name)
    fields = base.vocabulary.fields
    names = (path.removeprefix("filing.") for path in fields if path.startswith("filing."))
    options.among("--field", field, sorted(name for name in names if "." not in name))
    options.settle()
    iri = fields[f"filing.{field}"].iri
    details = {"name": name, "field": field, "zh": zh, "en": en, "property": short(iri)}
    path = base.folder / "shapes" / f"{name}.ttl"
    return [
        created(path, _template("shape.ttl", **details), language),
        *_lacking(base, name, field, zh, language),
    ]


def _lacking(base: Base, name: str, field: str, zh: str, language: str) -> list[Change]:
    """An example filing that lacks a field and is sound besides, where the base has a sound one to make it of."""
    folder = base.folder / "tests" / "filings"
    for path in sorted((folder / "pass").glob("*.yaml")):
        sound = next(iter(read_cases(path, language))).mapping
        if isinstance(sound, Mapping) and isinstance(filing := sound.get("filing"), Mapping):
            given = {**sound, "filing": {key: value for key, value in filing.items() if key != field}}
            lines = [f"name: {one_line(zh)}", "given:", *in_lines(given, "  "), "expect:", f"  - shape: {name}"]
            text_ = "\n".join([*lines, f"    path: filing.{field}", "    severity: warning", ""])
            return [created(folder / "fail" / f"{name}.yaml", text_, language)]
    return []
