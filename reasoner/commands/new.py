"""`yidi new`: scaffolds for an area, a rule, a source, a query, a shape and a case, each in its place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yidi.commands.shared import base_option, fail, faults, language_option, working
from yidi.defaults import MESSAGES

if TYPE_CHECKING:
    from yidi.base import Base
    from yidi.scaffold.changes import Change

dry_option = click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
_FREE = {"ignore_unknown_options": True}


@click.group()
def new() -> None:
    """Begin an area, a rule, a source, a query, a shape or a case: written where it belongs, never over anything."""


@new.command(context_settings=_FREE)
@click.option("--decision", help="What it decides, such as paymentRatio.")
@click.option("--area", "areas", multiple=True, metavar="CODE", help="Whose rule it is; repeat it for others.")
@click.option("--value", help="What it says: a number, true or false, or codes with commas.")
@click.option("--at-least", help="Or the least that is known of the number.")
@click.option("--at-most", help="Or the most that is known of it.")
@click.option("--kind", help="The type of the number, where the decision has several.")
@click.option("--from", "begins", metavar="DAY", help="The first day on which it holds.")
@click.option("--to", "ends", metavar="DAY", help="The last day, if it ended.")
@click.option("--basis", multiple=True, metavar="SOURCE", help="The provision that says so; repeat it for others.")
@click.option("--figure", help="The number as the provision words it.")
@click.option("--label-zh", "zh", help="The label in Chinese.")
@click.option("--label-en", "en", help="The label in English.")
@click.option("--overrides", multiple=True, metavar="RULE", help="A rule over which it prevails; repeat it for others.")
@click.option("--replaces", metavar="RULE", help="The rule whose place it takes: its conditions hold on, and it ends.")
@click.option("--name", help="Its name; without, the next one that fits.")
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="The file; without, the area's own.")
@click.argument("conditions", nargs=-1, type=click.UNPROCESSED, metavar="[--INPUT VALUE]...")
@dry_option
@language_option
@base_option
def rule(*, dry_run: bool, language: str | None, folder: Path | None, **given: Any) -> None:
    """A rule, with its conditions as --INPUT VALUE: --scheme employee --level tertiary --age 60.. --retired true."""
    from yidi.scaffold.rule import Draft, new_rule
    from yidi.scaffold.successor import succeed

    own = {} if given["replaces"] else {"decision": "decision", "zh": "label-zh", "en": "label-en"}
    _ask(given, {**own, "value": "value", "begins": "from"})
    spoken = language or MESSAGES
    name, notes = "", list[str]()

    def make(base: Base) -> list[Change]:
        nonlocal name
        draft, today = Draft(**given), datetime.now(UTC).date()
        if not draft.replaces:
            name, changes = new_rule(base, draft, today, spoken)
            return changes
        found = succeed(base, draft, today, spoken)
        name = found.name
        notes.extend(found.notes)
        return found.changes

    _run(folder, make, spoken, lambda _: ("next-rule", {"name": name}), notes, dry_run=dry_run)


@new.command()
@click.option("--rule", "name", required=True, help="The rule that the case fires, and its twin just misses.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; without, the area's own.")
@dry_option
@language_option
@base_option
def case(name: str, out: Path | None, *, dry_run: bool, language: str | None, folder: Path | None) -> None:
    """An example case that a rule decides, and a twin that it just misses."""
    from yidi.scaffold.case import new_case
    from yidi.scaffold.options import Options

    spoken = language or MESSAGES

    def make(base: Base) -> list[Change]:
        options = Options(base, spoken)
        iri = options.rule(name)
        options.settle()
        return new_case(base, {**base.rules, **base.claims}[iri], out, spoken)

    _run(folder, make, spoken, lambda paths: ("next-case", {"path": paths[0]}), dry_run=dry_run)


@new.command()
@click.argument("code")
@dry_option
@language_option
@base_option
def area(code: str, *, dry_run: bool, language: str | None, folder: Path | None) -> None:
    """Files for the rules, sources and cases of the pooling area or jurisdiction CODE, which has none yet."""
    from yidi.scaffold.others import new_area

    spoken = language or MESSAGES
    _run(
        folder,
        lambda base: new_area(base, code, spoken),
        spoken,
        lambda _: ("next-area", {"area": code}),
        dry_run=dry_run,
    )


@new.command()
@click.argument("name")
@click.option("--title-zh", help="The title in Chinese.")
@click.option("--title-en", help="The title in English.")
@click.option("--number", help="Its number, such as 医保发〔2022〕22号.")
@click.option("--publisher-zh", help="Who issued it, in Chinese.")
@click.option("--publisher-en", help="Who issued it, in English.")
@click.option("--authority", default="other", show_default=True, help="The rank of the issuer: a code.")
@click.option("--area", "place", metavar="CODE", help="The area that it is about.")
@click.option("--issued", metavar="DAY", help="The day of issue; without, it says that none was seen.")
@click.option("--seen-as", default="full text", show_default=True, help="As what it was seen, such as a summary.")
@click.option("--url", help="Where it was seen.")
@click.option(
    "--provision",
    "provisions",
    nargs=5,
    multiple=True,
    metavar="NAME LABEL-ZH LABEL-EN CONTENT-ZH CONTENT-EN",
    help="A provision and what it says, in our own words; repeat it for others.",
)
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="The file; without, the area's own.")
@dry_option
@language_option
@base_option
def source(name: str, *, dry_run: bool, language: str | None, folder: Path | None, **given: Any) -> None:
    """The document NAME, and its provisions."""
    from yidi.scaffold.source import SourceDraft, new_source

    _ask(given, {"title_zh": "title-zh", "title_en": "title-en"})
    spoken = language or MESSAGES
    first = ""

    def make(base: Base) -> list[Change]:
        nonlocal first
        first, changes = new_source(base, SourceDraft(name, **given), spoken)
        return changes

    _run(folder, make, spoken, lambda _: ("next-source", {"name": first}), dry_run=dry_run)


@new.command()
@click.argument("name")
@click.option("--summary-zh", "zh", required=True, help="The question in Chinese.")
@click.option("--summary-en", "en", required=True, help="The question in English.")
@dry_option
@language_option
@base_option
def query(name: str, zh: str, en: str, *, dry_run: bool, language: str | None, folder: Path | None) -> None:
    """The named query NAME, which runs as it stands."""
    from yidi.scaffold.others import new_query

    spoken = language or MESSAGES
    _run(
        folder,
        lambda base: new_query(base, name, zh, en, spoken),
        spoken,
        lambda _: ("next-query", {"name": name}),
        dry_run=dry_run,
    )


@new.command()
@click.argument("name")
@click.option("--field", required=True, help="The field of a filing that is asked for, such as channel.")
@click.option("--label-zh", "zh", required=True, help="What is demanded, in Chinese.")
@click.option("--label-en", "en", required=True, help="What is demanded, in English.")
@dry_option
@language_option
@base_option
def shape(name: str, field: str, zh: str, en: str, *, dry_run: bool, language: str | None, folder: Path | None) -> None:
    """The shape NAME, and an example filing that has the fault that it finds."""
    from yidi.scaffold.others import new_shape

    spoken = language or MESSAGES
    _run(
        folder,
        lambda base: new_shape(base, name, field, zh, en, spoken),
        spoken,
        lambda paths: ("next-shape", {"path": paths[-1]}),
        dry_run=dry_run,
    )


def _ask(given: dict[str, Any], options: dict[str, str]) -> None:
    """On a terminal asks for what is needed and was not given."""
    if sys.stdin.isatty():
        for key, option in options.items():
            if not given[key]:
                given[key] = click.prompt(option, err=True)


Next = tuple[str, dict[str, object]]


def _run(
    folder: Path | None,
    make: Callable[[Base], list[Change]],
    language: str,
    then: Callable[[list[str]], Next],
    notes: Iterable[str] = (),
    *,
    dry_run: bool,
) -> None:
    """Writes what is made for a base, says what became of others, checks the base, and says what comes next."""
    from yidi.files import builtin_folder
    from yidi.scaffold.changes import relative, shown, write
    from yidi.scaffold.words import say

    root = _root(folder, language)
    base = _readable(root, language)
    with faults():
        changes = make(base)
        if dry_run:
            click.echo(shown(changes, root), nl=False)
            return
        write(changes, language)
    paths = [relative(change.path, root) for change in changes]
    for path in paths:
        click.echo(say("written", language, path=path))
    for note in notes:
        click.echo(note)
    _check(root, language)
    name, details = then(paths)
    click.echo(say("next", language, what=say(name, language, **details)))
    if root.resolve() != builtin_folder().resolve():
        click.echo(say("base", language, folder=folder or "."))


def _root(folder: Path | None, language: str) -> Path:
    """The folder of the base to write into: the one named, else the one in which one stands, else the built-in one."""
    from yidi.files import builtin_folder
    from yidi.scaffold.words import say

    root = folder or (Path.cwd() if (Path.cwd() / "ontology").is_dir() else builtin_folder())
    if not (root / "ontology").is_dir():
        fail(say("no-base", language, path=root))
    return root


def _readable(root: Path, language: str) -> Base:
    """The base as far as it compiles: one may add to a base that still has gaps and conflicts."""
    from yidi.base import examine
    from yidi.scaffold.words import say

    with working("compiling the base"), faults():
        base, findings = examine(root)
    if base is None:
        errors = (f.text(language) for f in findings if f.level == "error")
        fail("\n".join([say("broken", language), *errors]))
    return base


def _check(root: Path, language: str) -> None:
    from yidi.check import check
    from yidi.scaffold.words import say

    with working("checking the base"), faults():
        findings = check(root)
    click.echo(say("findings" if findings else "sound", language))
    _told(findings, language)


def _told(findings: Iterable[Any], language: str) -> None:
    for finding in findings:
        click.echo(finding.text(language))
