"""Records purchases and hand-overs."""
