"""What was measured of a customer: eyes, and what else the trade measures."""
