"""Example cases: run, compared, and the rules that they reach."""
