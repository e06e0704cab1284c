"""What policy and law say for a purchase."""
