"""Many rows into a table as fast as the database takes them."""

from contextlib import ExitStack, contextmanager

from django.db import connection


def insert(model, values):
    """One row for each {column: value}; what it does not name takes the model's default."""
    blank = model()
    fields = model._meta.concrete_fields
    defaults = {
        field.attname: field.get_db_prep_save(field.pre_save(blank, add=True), connection) for field in fields
    }
    rows = [tuple({**defaults, **row}.values()) for row in values]
    write(model._meta.db_table, [field.column for field in fields], [_plain(row) for row in rows])


def _plain(row):
    """JSON as text, as both databases take it from a plain statement."""
    return tuple(value.dumps(value.obj) if hasattr(value, "dumps") else value for value in row)


def write(table, columns, rows):
    """Plain executemany; on PostgreSQL its COPY, which is what it has for many rows."""
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            executemany(cursor, table, names, rows)


def executemany(cursor, table, names, rows):
    marks = ", ".join(["%s"] * (names.count(",") + 1))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


@contextmanager
def without_indexes(*models):
    """Indexes are made again at the end: that is faster than keeping them up row by row."""
    with ExitStack() as stack:
        for model in models:
            for index in model._meta.indexes:
                with connection.schema_editor() as editor:
                    editor.remove_index(model, index)
                stack.callback(_make_index, model, index)
        yield


def _make_index(model, index):
    with connection.schema_editor() as editor:
        editor.add_index(model, index)


def settle():
    """What a database does by itself in time: statistics, and on PostgreSQL the map of visible pages."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
