"""A SHACL engine: shapes read once, and constraints asked about all focus nodes of a shape at once.

It knows SHACL Core and SPARQL-based constraints, and nothing of what the data are about.
"""

from yidi.errors import ShapesError
from yidi.shacl.graph import Data
from yidi.shacl.model import Report, Result, Shape, Shapes
from yidi.shacl.paths import Path
from yidi.shacl.reading import read_shapes
from yidi.shacl.report import report_triples
from yidi.shacl.run import validate

__all__ = [
    "Data",
    "Path",
    "Report",
    "Result",
    "Shape",
    "Shapes",
    "ShapesError",
    "read_shapes",
    "report_triples",
    "validate",
]
