"""What law and policy say of a purchase, and the shop's changes of its policy."""
