"""Dates in one way on every page: "22 November 2026", as the days of meetings are written."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, P"
