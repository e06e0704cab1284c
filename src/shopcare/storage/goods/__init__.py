"""The tables of goods in the shop."""
