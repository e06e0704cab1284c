"""Gifts, vouchers and rewards of a customer, and the stock of gifts."""
