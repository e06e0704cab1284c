"""Whether what a shop file holds can be read, and is what the audit log says."""
