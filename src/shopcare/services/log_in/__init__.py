"""Who gets in: PINs, the recovery code, and the tokens of scripts (G-15, X-13)."""
