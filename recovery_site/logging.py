"""Logs that name no visitor: no address, no query string, no search text."""

import logging
import re
import traceback

ADDRESS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b"  # IPv4
    r"|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])"  # IPv6, shortened with :: or not
)
QUERY = re.compile(r"\?[^\s\"']*")


class NoVisitor(logging.Filter):
    """Takes query strings, addresses and the request itself out of every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = ADDRESS.sub("[address]", QUERY.sub("?[query]", record.getMessage()))
        record.args = None
        for name in ("request", "status_code", "server_time"):
            record.__dict__.pop(name, None)
        if record.exc_info and record.exc_info[0] is not None:
            # A traceback's last line may repeat what a visitor typed: the kind and the place stay.
            kind, _value, trace = record.exc_info
            record.exc_text = "".join(traceback.format_tb(trace)) + kind.__name__
        return True
