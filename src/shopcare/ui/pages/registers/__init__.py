"""The Registers page: suggestions, complaints through an authority, reactions, recalls."""
