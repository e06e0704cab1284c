"""One person twice: the pairs, and two records side by side (W-2)."""
