"""Filings checked before they are sent: read leniently, decided as far as they can be, and judged by the shapes.

files, JSON, RDF ─▶ entries ─▶ data graph ─▶ shapes ─▶ findings
lift        follow, describe        words, places
"""

from yidi.filings.entry import Entry
from yidi.filings.judge import Found, Judge, Judgement
from yidi.filings.read import FilingReader, filing_files
from yidi.filings.told import Told, as_mapping, by_file, report_turtle, tell
from yidi.filings.validate import validate_with
from yidi.filings.words import Words

__all__ = [
    "Entry",
    "FilingReader",
    "Found",
    "Judge",
    "Judgement",
    "Told",
    "Words",
    "as_mapping",
    "by_file",
    "filing_files",
    "report_turtle",
    "tell",
    "validate_with",
]
