"""What customers have bought."""
