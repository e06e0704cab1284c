"""How the records of each subject are written as JSON and as lines."""
