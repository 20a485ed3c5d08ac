"""Queries run under limits: read before they run, in processes that can be killed, or on a server elsewhere."""
