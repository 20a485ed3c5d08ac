"""Decisions as painted tables: cut, painted, judged, compiled, laid out for look-up."""
