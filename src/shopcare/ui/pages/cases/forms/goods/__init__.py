"""The forms about goods on the card of a case."""
