"""The Policy page: what law and shop promise, and what the shop changes from a day on."""
