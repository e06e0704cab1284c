"""The shop file itself: opening, transactions, errors, maintenance."""
