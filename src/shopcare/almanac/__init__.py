"""The world's calendars, holidays and the Chinese lunar year, as plain facts."""
