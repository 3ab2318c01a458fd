"""Dates, times and durations, as intervals of days."""
