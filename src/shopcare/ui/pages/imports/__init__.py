"""Bringing a till's export in, and writing tables out."""
