"""The end-of-day round, ticked off part by part and printed."""
