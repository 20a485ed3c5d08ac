"""The bill, against the contract's wording worked out in exact fractions."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from yidi.columns import Columns
from yidi.decide import Results
from yidi.model import Outcome as _  # noqa: F401
