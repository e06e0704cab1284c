"""The search keys of records and how a query is read."""
