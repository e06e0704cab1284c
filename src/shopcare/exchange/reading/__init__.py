"""Files of every make, read as sheets of rows."""
