"""Finds words a visitor would read: all of them, or those that no translator is ever shown."""

import ast
import re
from html import escape
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
GETTEXT |= {"npgettext", "npgettext_lazy", "gettext_noop"}
# What these are given is read by programs or by whoever runs the site, not by visitors.
NOT_SHOWN = {"compile", "getLogger", "debug", "info", "warning", "error", "exception", "strftime", "Index"}
NOT_SHOWN |= {"filter_for", "add_argument", "raw", "execute"}
READ_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
FOR_PROGRAMS = {"noindex, nofollow", "no-store, private", "private, no-store", "Meetings Feed"}
TRANSLATED = re.compile(r'\b(?:translate|trans|_\()\s*"([^"]*)"')
PLACEHOLDER = re.compile(r"%\(\w+\)")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[A-Za-z’']{2,},? +[A-Za-z’']{2,}")


class _Visible(HTMLParser):
    """Collects text and read-aloud attributes; NEUTRAL stands where Django puts something."""

    NEUTRAL = "\N{MIDDLE DOT}"

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self._silent = [], 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in ("script", "style")
        values = {name: value or "" for name, value in attrs}
        read = READ_ATTRIBUTES | ({"content"} if values.get("name") == "description" else set())
        read |= {"value"} if tag == "input" and values.get("type") in ("submit", "reset", "button") else set()
        self.found += [values[name] for name in read & values.keys() if LETTERS.search(values[name])]

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._silent and LETTERS.search(data):
            self.found.append(" ".join(data.split()))


# A block of Django's admin that stands inside an attribute: names of styles, no words.
STYLE_NAMES = re.compile(r"{% block (?:bodyclass|sheets) %}.*?{% endblock(?: bodyclass)? %}", re.S)


def untranslated_in_template(source):
    """Words of a template outside {% translate %}, {% blocktranslate %} and comments."""
    parts, hidden_until = [], None
    source = STYLE_NAMES.sub("", source)
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            if tag in ("blocktranslate", "blocktrans", "comment", "verbatim"):
                hidden_until = f"end{tag}"
            elif tag == hidden_until:
                hidden_until = None
            parts.append(_Visible.NEUTRAL)
        elif token.token_type == TokenType.VAR:
            parts.append(_Visible.NEUTRAL)
        elif token.token_type == TokenType.TEXT and hidden_until is None:
            parts.append(token.contents)
    parser = _Visible()
    parser.feed("".join(parts))
    parser.close()
    return parser.found


def words_of_template(source):
    """All that a template says itself: plain or translated, without tags, variables and comments."""
    parts, hidden_until = [], None
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.TEXT and hidden_until is None:
            parts.append(token.contents)
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            tag = token.contents.split()[0]
            hidden_until = f"end{tag}" if tag == "comment" else hidden_until
            hidden_until = None if tag == hidden_until else hidden_until
            parts.append(escape(" ".join(TRANSLATED.findall(token.contents))) or _Visible.NEUTRAL)
    parser = _Visible()
    parser.feed("".join(parts))
    parser.close()
    return parser.found


class _Sentences(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Call(self, node):
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        if name not in GETTEXT | NOT_SHOWN:
            self.generic_visit(node)

    def visit_Raise(self, node):
        """What an exception says is for whoever reads the log."""

    def visit_Assert(self, node):
        self.visit(node.test)

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node):
        """An annotation may be a string; nobody reads it on a page."""

    def visit_Constant(self, node):
        words = node.value if isinstance(node.value, str) and node.value not in FOR_PROGRAMS else ""
        if SENTENCE.search(words) and not words.startswith("<?xml"):
            self.found.append((node.lineno, words))


def untranslated_in_python(source):
    """(line, words) of every sentence outside gettext, docstrings, exceptions and logging."""
    visitor = _Sentences()
    visitor.visit(ast.parse(source))
    return visitor.found


def translated_in_python(source):
    """What gettext is given, without the names of placeholders."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    given = [arg for call in calls if getattr(call.func, "id", "") in GETTEXT | {"lazy"} for arg in call.args]
    return [
        PLACEHOLDER.sub("", arg.value)
        for arg in given
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
