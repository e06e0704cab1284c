"""The sheets about personal data (L-7, L-8)."""
