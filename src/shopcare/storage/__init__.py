"""The shop file; the only room with SQL."""
