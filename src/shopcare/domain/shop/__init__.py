"""What the shop has set, its audit log and its clock."""
