"""Links inside a text lead on in the language of the page: they are written as the English page has them."""

import re

from articles.models import DEFAULT
from fellowships.page_language import is_a_page, page_language

INSIDE = re.compile(r'(<a href=")((/[^"?#]*)[^"]*")')


def for_page(html: str) -> str:
    """Reads nothing. What has no address in the language of the page, a file or a feed, stays as it is."""
    page = page_language()
    if page == DEFAULT:
        return html

    def led_on(link: re.Match[str]) -> str:
        return f"{link[1]}/{page}{link[2]}" if is_a_page(f"/{page}{link[3]}") else link[0]

    return INSIDE.sub(led_on, html)
