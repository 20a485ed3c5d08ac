"""How a Turtle file is laid out, so that two versions of it differ only where they say something else.

Nothing here rewrites a file: what is found is told with its place, and the author mends it, so no comment is ever lost.
"""

from yidi.layout.check import layout_faults, read_turtle

__all__ = ["layout_faults", "read_turtle"]
