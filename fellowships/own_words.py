"""A programme's own term stands in *asterisks*: on a page it is set apart."""

import re

from django.utils.html import format_html, format_html_join

OWN = re.compile(r"\*([^*\n]+)\*")


def with_own_words(text: str) -> str:
    """Escaped, with `<em>` around what stood between asterisks."""
    return format_html_join("", "{}", ((_shown(index, part),) for index, part in enumerate(OWN.split(text))))


def _shown(index: int, part: str) -> str:
    """Every second piece stood between asterisks."""
    return format_html("<em>{}</em>", part) if index % 2 else part
