"""Tables and archives out of the program, whole or not at all."""
