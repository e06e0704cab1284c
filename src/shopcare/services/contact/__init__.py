"""What is written to customers and passed on to others, and what comes back."""
