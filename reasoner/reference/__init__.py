"""The reference engine: SPARQL decides, stage by stage."""
