"""What became of a fee."""
