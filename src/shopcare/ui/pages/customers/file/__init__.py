"""One customer's file on the screen."""
