"""Checks of the whole base: what a policy author should know before anybody relies on it."""
