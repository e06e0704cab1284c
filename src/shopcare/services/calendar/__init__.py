"""The shop's calendar."""
