"""What the shop sets for itself, and who works there."""
