"""Goods on the card of a case, and the shelves of the shop."""
