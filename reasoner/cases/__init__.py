"""What a case says: YAML and JSON with positions, every fault at once."""
