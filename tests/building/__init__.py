"""What the tests build: moments, shops and what happens in them, pages with their context."""
