"""The after-sales counter of one shop, offline."""
