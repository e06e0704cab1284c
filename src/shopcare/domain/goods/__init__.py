"""What customers leave in the shop, and what the shop lends them."""
