"""The documents: for each, the facts on it and their layout."""
