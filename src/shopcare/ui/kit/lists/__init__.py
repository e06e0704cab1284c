"""Tables, painted lists and their models."""
