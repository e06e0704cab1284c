"""Small widgets: buttons, chips, progress."""
