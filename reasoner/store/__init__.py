"""Triple stores: embedded in memory or on disk, or a server elsewhere."""
