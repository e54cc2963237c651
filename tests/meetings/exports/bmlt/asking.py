"""Asking our BMLT servers as a client does."""

import csv
import io
import json

from django.test import Client


def asked(query, output="json", mount="na", **headers):
    return Client(headers=headers).get(f"/feeds/bmlt/{mount}/client_interface/{output}/?switcher={query}")


def ask(query, output="json", mount="na"):
    """The JSON answer: `ask("GetFormats&show_all=1")`."""
    answer = asked(query, output, mount)
    assert answer.status_code == 200, body(answer)
    return json.loads(body(answer))


def table(query, mount="na"):
    """The columns of a CSV answer, and its rows by the meeting's id."""
    answer = asked(query, "csv", mount)
    assert answer.status_code == 200, body(answer)
    columns, *rows = csv.reader(io.StringIO(body(answer).decode(), newline=""), strict=True)
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    return columns, {row["bmlt_id"]: row for row in named}


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def by_name(rows):
    return {row["meeting_name"]: row for row in rows}
