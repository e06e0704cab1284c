"""Commands about the data of one person (L-7, L-8)."""
