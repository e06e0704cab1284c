"""Gathers the facts of each document."""
