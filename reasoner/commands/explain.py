"""`yidi explain`: why a rule does, or does not, ever prevail, and what a decision looks at."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from yidi.commands.shared import base_option, base_so_far, fail, faults, language_option, working
from yidi.defaults import ANSWERS, MESSAGES
from yidi.messages import phrase


@click.command()
@click.argument("name")
@click.option("--area", metavar="CODE", help="Only for this pooling area, or this jurisdiction.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only for this day, YYYY-MM-DD.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@base_option
def explain(
    name: str, area: str | None, on: datetime | None, form: str, language: str | None, folder: Path | None
) -> None:
    """Explain the rule or decision NAME: its short name, its IRI, or a part of its label.

    Of a rule: what it says, where it prevails, what it beats and gives way to and why, and cases that show it.
    """
    from yidi.explaining import area_code, decision_text, explain_decision, explain_rule, named, rule_text
    from yidi.model import Decision

    base, spoken = base_so_far(folder), language or ANSWERS
    with working("looking"), faults():
        thing = named(base, name, language or MESSAGES)
        if isinstance(thing, Decision):
            if area is not None or on is not None:
                fail(phrase("explain-of-rules", name=thing.name)[language or MESSAGES])
            told = explain_decision(base, thing, spoken)
            text = decision_text(told, spoken)
        else:
            code = None if area is None else area_code(base, area, language or MESSAGES)
            told = explain_rule(base, thing, spoken, code, None if on is None else on.date().toordinal())
            text = rule_text(told, spoken)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if form == "json" else text)
