"""The calendar page: a year of months, one day beside it, and the official notice."""
