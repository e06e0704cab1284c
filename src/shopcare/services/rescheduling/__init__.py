"""What a change of the calendar or the settings moves."""
