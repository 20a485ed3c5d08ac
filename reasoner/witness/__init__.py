"""A case for every cell: concrete cases that lie where one wishes, as the contract writes them.

`find_case` meets a `Wish`: a decision, rules that prevail or apply there, conditions, jurisdictions, days.  `fires` and
`just_misses` make the wishes for one rule.
"""

from yidi.witness.find import find_case, fires, just_misses, lies_there
from yidi.witness.wish import Wish, applies, in_force, prevails

__all__ = ["Wish", "applies", "find_case", "fires", "in_force", "just_misses", "lies_there", "prevails"]
