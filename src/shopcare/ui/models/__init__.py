"""Two table models for every list; columns are data."""
