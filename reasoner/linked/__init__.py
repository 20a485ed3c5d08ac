"""Linked data: every IRI of the base described, and cases as RDF."""
