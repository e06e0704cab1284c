"""Fields to type into or choose from."""
