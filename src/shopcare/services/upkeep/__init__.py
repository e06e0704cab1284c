"""Checks and keeps the shop file in order."""
