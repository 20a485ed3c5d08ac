"""Many cases at once: Arrow tables and files."""
