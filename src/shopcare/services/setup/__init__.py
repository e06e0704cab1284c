"""First start, sample shop and settings."""
