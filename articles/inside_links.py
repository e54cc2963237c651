"""Links inside a text lead on in the language of the page: they are written as the English page has them."""

import re

from django.urls import Resolver404, resolve

from articles.models import DEFAULT
from fellowships.page_language import page_language

INSIDE = re.compile(r'(<a href=")((/[^"?#]*)[^"]*")')


def for_page(html: str) -> str:
    """Reads nothing. What has no address in the language of the page, a file or a feed, stays as it is."""
    page = page_language()
    if page == DEFAULT:
        return html

    def led_on(link: re.Match[str]) -> str:
        return f"{link[1]}/{page}{link[2]}" if _is_there(f"/{page}{link[3]}") else link[0]

    return INSIDE.sub(led_on, html)


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
