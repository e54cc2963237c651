"""RFC 4180, letter by letter: what it does not allow is an error here."""


class NotRfc4180(Exception):
    pass


def read(text):
    """The records of a file, each a list of fields; all must have as many as the first."""
    records, place = [], 0
    while place < len(text):
        fields, place = _record(text, place)
        records.append(fields)
    if len({len(fields) for fields in records}) > 1:
        raise NotRfc4180("records of different lengths")
    return records


def _record(text, place):
    fields = []
    while True:
        escaped = text.startswith('"', place)
        field, place = _escaped(text, place + 1) if escaped else _plain(text, place)
        fields.append(field)
        if text.startswith("\r\n", place):
            return fields, place + 2
        if not text.startswith(",", place):
            raise NotRfc4180(f"neither a comma nor CRLF at {place}: {text[place : place + 20]!r}")
        place += 1


def _plain(text, place):
    field = ""
    while place < len(text) and text[place] not in ',\r\n"':
        field, place = field + _letter(text[place]), place + 1
    return field, place


def _escaped(text, place):
    field = ""
    while True:
        if place >= len(text):
            raise NotRfc4180("a quote that is never closed")
        if text.startswith('""', place):
            field, place = field + '"', place + 2
        elif text[place] == '"':
            return field, place + 1
        else:
            field, place = field + (text[place] if text[place] in "\r\n" else _letter(text[place])), place + 1


def _letter(letter):
    """Letters beyond ASCII are allowed since RFC 7111; controls are not."""
    if letter < " " or letter == "\x7f":
        raise NotRfc4180(f"a control character: {letter!r}")
    return letter
