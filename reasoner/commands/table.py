"""`yidi table`: rules as spreadsheets and back, and decision tables as DMN."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yidi.commands.shared import base_option, fail, faults, language_option, working
from yidi.defaults import ANSWERS, MESSAGES

if TYPE_CHECKING:
    from yidi.sheets.takeover import Takeover

FORMATS = ("csv", "xlsx", "dmn")
MOST_NAMED = 3  # files or rules that a line names
_SAYS = {
    "written": {"zh": "已写出 {names}。", "en": "Written: {names}."},
    "exists": {
        "zh": "{name} 已经存在。请换一个名称，或者加 --force 覆盖。",
        "en": "{name} is there already. Give another name, or --force to replace it.",
    },
    "no-form": {
        "zh": "看不出要写成什么格式。请让文件名以 .csv、.xlsx 或 .dmn 结尾，或者写明 --format。",
        "en": "The format is not clear. End the file's name with .csv, .xlsx or .dmn, or give --format.",
    },
    "one-csv": {
        "zh": "一个 CSV 文件只装得下一个判定事项。请只写一个判定事项，或者给一个文件夹：--out 文件夹 --format csv。",
        "en": "A CSV file holds one decision. Name one, or give a folder: --out FOLDER --format csv.",
    },
    "not-to-screen": {
        "zh": "工作簿不能显示在屏幕上。请写明 --out 文件.xlsx。",
        "en": "A workbook cannot be shown on the screen. Give --out FILE.xlsx.",
    },
    "dmn-area": {
        "zh": "DMN 按一个统筹地区导出。请写明一个参保地：--area 360100。",
        "en": "DMN is exported for one pooling area. Say where people are insured: --area 360100.",
    },
    "dmn-only": {
        "zh": "--on 只用于 DMN；规则表总是包含各个时期的规则。",
        "en": "--on is for DMN alone; a table of rules holds those of every time.",
    },
    "skipped": {"zh": "{place}：没有标识行，已跳过。", "en": "{place}: has no row of ids and was left out."},
    "nothing": {"zh": "没有变化，什么也没有写。", "en": "Nothing changes, nothing was written."},
    "refused": {
        "zh": "{count} 处错误，什么也没有写。",
        "en": "Faults: {count}. Nothing was written.",
    },
    "refused-base": {
        "zh": "照这样改，知识库就不能用了（{count} 处错误），什么也没有写。错误的位置是改动后文件里的行号。",
        "en": "With these changes the base would not compile ({count} errors). Nothing was written; "
        "the lines named are those of the files as they would be.",
    },
    "changed": {"zh": "改", "en": "changed"},
    "added": {"zh": "增", "en": "added"},
    "removed": {"zh": "删", "en": "removed"},
    "missing": {
        "zh": "表里没有知识库中的 {count} 条规则（{some}），原样保留。要删除它们，加 --delete。",
        "en": "{count} rules of the base are not in the tables ({some}) and stay. With --delete they go.",
    },
    "dry": {"zh": "只是预演，什么也没有写。", "en": "This was a dry run. Nothing was written."},
    "next": {
        "zh": "已写入 {names}。接下来：yidi check，yidi test，yidi diff。",
        "en": "Written: {names}. Next: yidi check, yidi test, yidi diff.",
    },
}


@click.group()
def table() -> None:
    """Rules as spreadsheets and back, and decision tables as DMN."""


@table.command("export")
@click.argument("decisions", nargs=-1, metavar="[DECISION]…")
@click.option(
    "--out", type=click.Path(path_type=Path), help="A file or a folder; without it CSV and DMN go to the screen."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default what the file's name ends with.")
@click.option(
    "--area", "areas", multiple=True, metavar="CODE", help="Only rules of this jurisdiction; for DMN the pooling area."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="DMN: the day on which the rules hold; by default today.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@language_option
@base_option
def export_table(  # noqa: PLR0913, PLR0917 - an option each
    decisions: tuple[str, ...],
    out: Path | None,
    form: str | None,
    areas: tuple[str, ...],
    on: datetime | None,
    force: bool,
    language: str | None,
    folder: Path | None,
) -> None:
    """Write the rules of DECISIONs, by default of all, as tables: a sheet or file a decision, a row a rule."""
    spoken = language or MESSAGES
    form = form or (out.suffix[1:].lower() if out and out.suffix[1:].lower() in FORMATS else None if out else "csv")
    if form is None:
        fail(_SAYS["no-form"][spoken])
    if on and form != "dmn":
        fail(_SAYS["dmn-only"][spoken])
    if form == "dmn" and len(areas) != 1:
        fail(_SAYS["dmn-area"][spoken])
    with working("writing tables"), faults():
        if form == "dmn":
            from yidi.dmn import export_dmn

            files = export_dmn(folder, decisions, areas[0], on.date() if on else None, language or ANSWERS, spoken)
        else:
            from yidi.sheets import export

            whole = form == "xlsx" and (out is None or not _is_folder(out))
            files = export(folder, decisions, areas, form, language or ANSWERS, together=whole, spoken=spoken)
    _deliver(files, out, form, spoken, force=force)


def _is_folder(out: Path) -> bool:
    return out.is_dir() or not out.suffix


def _deliver(files: dict[str, bytes], out: Path | None, form: str, language: str, *, force: bool) -> None:
    """Tables to a file, a folder or the screen; nothing that is there is replaced unasked."""
    if out is None:
        if form == "xlsx":
            fail(_SAYS["not-to-screen"][language])
        if len(files) > 1:
            fail(_SAYS["one-csv"][language])
        click.echo(next(iter(files.values())), nl=False)
        return
    if not _is_folder(out) and len(files) > 1:
        fail(_SAYS["one-csv"][language])
    targets = {(out / name if _is_folder(out) else out): content for name, content in files.items()}
    for path in targets:
        if path.exists() and not force:
            fail(_SAYS["exists"][language].format(name=path))
    try:
        for path, content in targets.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    names = ", ".join(map(str, targets)) if len(targets) <= MOST_NAMED else f"{out} ({len(targets)})"
    click.echo(_SAYS["written"][language].format(names=names), err=True)


@table.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")
@click.option("--delete", is_flag=True, help="Remove the rules of the base that the tables leave out.")
@language_option
@base_option
def import_table(
    files: tuple[Path, ...], dry_run: bool, delete: bool, language: str | None, folder: Path | None
) -> None:
    """Take over the tables of FILES and folders (.csv, .xlsx) into the Turtle files, cell by cell.

    Nothing is written where a cell is wrong, or where the base would then not compile.
    """
    from yidi.files import builtin_folder
    from yidi.sheets import diff_of, take_over, write_plan

    spoken = language or MESSAGES
    root = folder or builtin_folder()
    with working("reading tables"), faults():
        found = take_over(root, files, delete=delete, spoken=spoken)
    _tell_skipped(found, spoken)
    if found.faults:
        _refuse([f.text(spoken) for f in found.faults], "refused", spoken, 2)
    if found.errors:
        _refuse(_located(found, spoken), "refused-base", spoken, 1)
    _report(found, spoken, brief=dry_run)
    if dry_run:
        click.echo(diff_of(found), nl=False)
    elif found.plan.texts:
        with faults():
            write_plan(root, found)
    names = ", ".join(sorted(found.plan.texts))
    last = "nothing" if not names else "dry" if dry_run else "next"
    click.echo(_SAYS[last][spoken].format(names=names), err=True)


def _tell_skipped(found: Takeover, language: str) -> None:
    from yidi.sheets.messages import WORDS

    ours = {word for name in ("codes", "read-me") for word in WORDS[name].values()}
    for fault in found.skipped:
        if fault.place.rpartition(":")[2] not in ours:
            click.echo(_SAYS["skipped"][language].format(place=fault.place), err=True)


def _refuse(lines: Sequence[str], why: str, language: str, status: int) -> None:
    for line in lines:
        click.echo(line)
    click.echo(_SAYS[why][language].format(count=len(lines)), err=True)
    sys.exit(status)


def _located(found: Takeover, language: str) -> list[str]:
    """What would be wrong with the base, each with the row that causes it where there is one."""
    from yidi.names import short

    rows = {short(c.rule): c.place for c in found.plan.changes}
    return [
        f"{f.text(language)}\n    {rows[name]}" if (name := str(f.details.get("subject"))) in rows else f.text(language)
        for f in found.errors
    ]


def _report(found: Takeover, language: str, *, brief: bool) -> None:
    """The changes, a line a rule and an indented one a cell; in a dry run beside the diff, on standard error."""
    from yidi.names import short
    from yidi.sheets.takeover import in_file_order

    for change in in_file_order(found.plan.changes):
        click.echo(f"{_SAYS[change.what][language]}  {short(change.rule)}  ({change.place})", err=brief)
        for cell in change.cells:
            click.echo(f"    {cell.column[language]}: {cell.old[language]} → {cell.new[language]}", err=brief)
    for finding in (*found.findings, *found.remarks):
        click.echo(finding.text(language), err=True)
    if missing := found.plan.missing:
        some = ", ".join(short(m) for m in missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        click.echo(_SAYS["missing"][language].format(count=len(missing), some=some), err=True)
