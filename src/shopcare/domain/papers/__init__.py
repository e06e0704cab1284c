"""The facts that stand on each printed document."""
