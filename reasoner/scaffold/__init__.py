"""What `yidi new` writes: blocks of Turtle, cases and queries, in the right place."""
