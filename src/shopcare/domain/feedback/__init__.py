"""What customers bring back to the shop: through an authority, as a reaction, as a suggestion."""
