"""Forms made of rows."""
