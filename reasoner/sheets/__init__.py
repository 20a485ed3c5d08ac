"""Rules as spreadsheets: a sheet a decision, a row a rule, and back into the Turtle files cell by cell."""

from yidi.sheets.export import export
from yidi.sheets.takeover import diff_of, take_over, write_plan

__all__ = ["diff_of", "export", "take_over", "write_plan"]
