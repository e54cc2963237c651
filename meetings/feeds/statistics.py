"""What PostgreSQL knows of the size of its tables, right after an import and not minutes later."""

from typing import Final

from django.db import connection

from meetings.models import Feed, Meeting, SearchRow, SearchWord, SourceRecord, Venue

MANY: Final = 1000
TABLES: Final = (Feed, Meeting, Meeting.formats.through, SearchRow, SearchWord, SourceRecord, Venue)


def refresh_statistics(rows: int) -> None:
    """Without them the first searches after an import of `rows` meetings are planned for empty tables."""
    if rows >= MANY and connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in TABLES)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")
