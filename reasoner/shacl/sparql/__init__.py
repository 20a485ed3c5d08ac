"""SPARQL-based constraints (SHACL 5), asked about all focus nodes of a shape at once where that is right."""
