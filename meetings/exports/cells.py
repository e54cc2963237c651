"""Cells of a table for spreadsheets: a name or note that looks like a formula stays text.

Such a value gets an apostrophe before it, which our importer takes off again. Numbers (-90.04) and phone
numbers (+1 and what follows) are left as they are: they may begin with a sign and can do nothing.
"""

import re
from typing import Final

# What spreadsheets read as a formula, full-width signs too, with or without blanks before it. Apostrophes
# before it count, so that one that belongs to the value is not taken off for ours.
FORMULA: Final = re.compile(r"['\s]*(?:[=@＝＠]|[+\-＋－](?![\d\s().,;#*+/-]*$))|'*[\t\r\n]")


def safe_cell(value: str) -> str:
    """The value as a spreadsheet shows it and never runs it."""
    return f"'{value}" if FORMULA.match(value) else value


def plain_cell(value: str) -> str:
    """The value that safe_cell() was given."""
    return value[1:] if value.startswith("'") and FORMULA.match(value[1:]) else value
