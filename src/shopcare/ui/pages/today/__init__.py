"""The Today page: whom to call, when, and why."""
