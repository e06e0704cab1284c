"""Follow-up calls and the tries to make them."""
