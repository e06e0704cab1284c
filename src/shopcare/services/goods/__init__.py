"""What staff do with goods in the shop."""
