"""Which column of a list is what: by its words, the words above it and what stands in it."""
