"""Cases as columns, facts, decisions looked up, money in exact fen."""
