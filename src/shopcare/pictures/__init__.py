"""Photos from outside; the only room that knows Pillow."""
