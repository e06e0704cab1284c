"""The sentences of refusals and troubles, by subject."""
