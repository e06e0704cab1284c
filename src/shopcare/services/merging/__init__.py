"""One person twice (W-2): found, made one, undone."""
