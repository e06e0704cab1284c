"""The card of one call: who, which number, what to say, what is known."""
