"""Customers and households."""
