"""Commands about who works in the shop, and what they log in with."""
