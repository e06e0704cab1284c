"""The calls of a day and their results."""
