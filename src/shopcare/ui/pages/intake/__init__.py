"""The intake page: records a request while the customer waits."""
