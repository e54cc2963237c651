"""What a page tells those who only look in: search engines, and previews of a link that somebody shared."""

from typing import Any

from django import template
from django.conf import settings

from fellowships.json_ld import data_block

register = template.Library()


@register.inclusion_tag("components/_outside.html", takes_context=True)
def seen_from_outside(context: dict[str, Any]) -> dict[str, Any]:
    """The page's one address and neutral words for its preview; of an error without a title nothing.

    A view may give `canonical` ("" for a page that nobody shall pass on), `description` for search engines,
    and `shared_as` with `shared_words` for previews: others may see them on the phone that gets a link.
    """
    title = context.get("title", "")
    return {
        "canonical": _address(context) if title else "",
        "title": context.get("shared_as") or title,
        "description": context.get("description", ""),
        "words": context.get("shared_words", context.get("description", "")),
        "kind": context.get("shared_kind", "website"),
        "site_name": settings.SITE_NAME,
    }


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> str:
    """What the view gave as `json_ld`, on pages that may stand in an index."""
    data = context.get("json_ld")
    return data_block(data) if data and not context.get("robots") and not context.get("demo") else ""


def _address(context: dict[str, Any]) -> str:
    """As the view says, else the page's own path; none for what no index may hold."""
    request = context.get("request")
    own = f"{settings.SITE_URL}{request.path}" if request and not context.get("robots") else ""
    address: str = context.get("canonical", own)
    return address
