"""The same services for scripts; text for people, JSON for programs."""
