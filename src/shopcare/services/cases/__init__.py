"""Intake and the steps of a case."""
