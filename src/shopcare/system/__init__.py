"""Clock, paths, lock and log; no Qt."""
