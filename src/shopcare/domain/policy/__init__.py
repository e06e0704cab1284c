"""What the shop's policy says."""
