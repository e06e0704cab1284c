"""What is done when the shop file itself is lost or damaged: restoring, and salvage."""
