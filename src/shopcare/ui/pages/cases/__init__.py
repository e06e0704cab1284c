"""The Cases page: all cases, one of them with its timeline, and its next step."""
