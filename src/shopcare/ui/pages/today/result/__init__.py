"""Taking the result of a call: large keys, and what opens where a word more is needed."""
