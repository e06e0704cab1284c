"""Commands about what was measured: prescriptions and the measurements of a trade."""
