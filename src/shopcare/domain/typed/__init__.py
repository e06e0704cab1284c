"""Reads what people type: days, moments, hours, phones."""
