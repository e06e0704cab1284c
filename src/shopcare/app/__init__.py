"""Wires everything once; the only room that knows all others."""
