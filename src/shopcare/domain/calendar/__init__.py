"""Working days, opening hours and how dates are counted."""
