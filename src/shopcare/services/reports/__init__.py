"""Day close and reports."""
