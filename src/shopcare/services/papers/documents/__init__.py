"""What stands on each document: facts from the shop file, in the paper's language."""
