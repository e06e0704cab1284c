"""The forms that open on the card of a case: its steps, corrections, the door note."""
