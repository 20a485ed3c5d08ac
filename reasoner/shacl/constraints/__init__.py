"""The constraint components of SHACL Core."""
