"""Description logic: what follows from the classes of a base by OWL 2 DL, found by HermiT.

The painted tables and this share the words of the ontology and no code that decides.
"""
