"""Parts that pages are built from; none knows the shop."""
