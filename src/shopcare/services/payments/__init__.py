"""Fees that are paid, waived and owed."""
