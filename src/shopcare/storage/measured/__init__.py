"""The tables of what was measured: prescriptions, and what else a trade measures."""
