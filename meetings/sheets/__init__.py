"""Meetings as rows of a spreadsheet, out and in."""
