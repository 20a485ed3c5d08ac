"""What is meant where nobody said otherwise: languages, and what decides."""

from __future__ import annotations

from typing import Final

ANSWERS: Final = "zh"
MESSAGES: Final = "en"
"""The languages of answers and of messages about faults, where none was asked for."""
PAINTED: Final = "painted"
REFERENCE: Final = "reference"
"""What decides: the painted tables, or the SPARQL of `queries/decide/`, against which they are proved."""
