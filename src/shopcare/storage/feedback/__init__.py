"""The tables of complaints through an authority, adverse reactions, recalls and suggestions."""
