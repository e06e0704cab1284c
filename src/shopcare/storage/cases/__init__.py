"""The tables of cases and of their deadlines."""
