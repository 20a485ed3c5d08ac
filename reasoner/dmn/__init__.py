"""Decision tables as DMN 1.3, for engines and viewers that are not ours."""

from yidi.dmn.export import export_dmn, make_document

__all__ = ["export_dmn", "make_document"]
