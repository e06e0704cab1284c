"""PINs on the screen: the field, the panel that asks for one, and the recovery code."""
