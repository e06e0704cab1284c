"""What the shop has set, who works there, and what its forms hold that is not saved yet."""
