"""Encrypted shop files: their keys, the key file beside them, and the library that opens them."""
