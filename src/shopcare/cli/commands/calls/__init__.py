"""``calls`` and ``call``: the Today page for scripts."""
