"""After-sales requests from intake to close."""
