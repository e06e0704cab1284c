"""Complaints that came through an authority, and adverse reactions."""
