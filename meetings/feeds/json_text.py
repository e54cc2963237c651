"""The JSON of a list out of whatever it comes wrapped in, or a sentence why it cannot be read."""

import codecs
import json
import re
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.feeds.records import Unreadable

HTML: Final = re.compile(r"^\s*<(?:!doctype|html|head|body|\?xml|script|br|b>|p>|div)", re.IGNORECASE)
WRAPPED: Final = re.compile(
    r"^\s*(?:/\*.*?\*/)?\s*;?\s*(?:(?:var|let|const|export\s+default)\s+)?[\w$.\[\]\"']*\s*(?:=|\()\s*",
    re.DOTALL,
)
LONGEST_NUMBER: Final = 30  # digits


def decode(body: bytes) -> str:
    """The text of an answer: UTF-8 with or without a byte-order mark, UTF-16 with one, else Windows-1252."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def read_json(body: bytes) -> Any:
    """What the answer says; raises Unreadable for nothing, a web page, a broken or a cut-off answer."""
    words = decode(body).strip().strip("\ufeff\x00").strip()
    if not words:
        raise Unreadable(_("The answer is empty. A list of meetings in JSON was expected."))
    if HTML.match(words):
        raise Unreadable(_("The answer is a web page, not a list of meetings in JSON."))
    try:
        return json.loads(_unwrapped(words), parse_int=_whole, parse_constant=_nothing)
    except RecursionError:
        raise Unreadable(_("The answer is nested too deeply to be a list of meetings.")) from None
    except json.JSONDecodeError as error:
        raise Unreadable(_why(error)) from None
    except ValueError:
        raise Unreadable(_("The answer is not JSON.")) from None


def _why(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) - 1 or error.msg.startswith(
        ("Unterminated", "Expecting ',' delimiter: end")
    ):
        return _("The answer stops in the middle. It was cut off on its way or while it was written.")
    return _("The answer is not valid JSON: line %(line)s, column %(column)s cannot be read.") % {
        "line": error.lineno,
        "column": error.colno,
    }


def _unwrapped(words: str) -> str:
    """The JSON inside `Data='[…]'`, `var meetings = […];` or `callback([…]);`."""
    if words[0] in '[{"' or words[0].isdigit():
        return words
    found = WRAPPED.match(words)
    if found is None or not found.group().strip():
        return words
    inside = words[found.end() :].rstrip().rstrip(";").rstrip()
    if "(" in found.group():
        inside = inside.removesuffix(")").rstrip()
    if inside[:1] in ("'", "`") and inside.endswith(inside[0]) and len(inside) > 1:
        return re.sub(r"\\(['`\\])", r"\1", inside[1:-1])
    return inside


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _nothing(_name: str) -> None:
    """NaN and Infinity are no values."""


def read_rows(body: bytes, *, envelope: str = "meetings") -> tuple[list[Any], dict[str, Any]]:
    """The rows, and the object around them if any: [...] or {"meetings": [...], "formats": [...]}."""
    answer = read_json(body)
    if isinstance(answer, str):  # a list that was encoded twice
        answer = read_json(answer.encode())
    if isinstance(answer, list):
        return answer, {}
    if isinstance(answer, dict):
        rows = answer.get(envelope)
        if isinstance(rows, list):
            return rows, answer
        said = answer.get("message") or answer.get("error")
        if isinstance(said, str):
            raise Unreadable(_("Instead of a list the server says: %(said)s") % {"said": said[:200]})
        raise Unreadable(_("The answer is a single object; a list of meetings was expected."))
    raise Unreadable(_("The answer is a single value; a list of meetings was expected."))
