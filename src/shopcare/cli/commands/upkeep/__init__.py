"""Commands that look after the shop file."""
