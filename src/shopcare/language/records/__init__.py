"""How the records of each subject are said in words."""
