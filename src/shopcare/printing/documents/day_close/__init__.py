"""The end-of-day round on paper."""
