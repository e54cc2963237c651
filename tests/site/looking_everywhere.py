"""Where a text stands in what we keep: every column of every table, sessions opened, and every file."""

import zipfile
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection


def columns_with(text):
    """{"table.column"} of all tables of the database, whichever case it is written in."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                pairs = zip(names, row, strict=True)
                found |= {f"{table}.{name}" for name, value in pairs if _within(text, value)}
    if any(_within(text, session.get_decoded()) for session in Session.objects.all()):
        found.add("a session")
    return found


def files_with(text, folder):
    """Paths below that folder."""
    files = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
    return {path.name for path in files if _within(text, path.read_bytes())}


def unpacked(data):
    """A workbook as one text."""
    with zipfile.ZipFile(data) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def _within(text, value):
    if isinstance(value, memoryview | bytes):
        return text.lower().encode() in bytes(value).lower()
    return text.lower() in str(value).lower()
