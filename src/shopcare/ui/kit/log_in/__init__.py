"""PINs on the screen: the field, the panel that asks for one, the recovery code, tokens."""
