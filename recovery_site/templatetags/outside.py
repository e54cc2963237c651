"""What a page tells those who only look in: search engines, and previews of a link that somebody shared."""

from typing import Any

from django import template
from django.conf import settings

from articles.models import DEFAULT
from fellowships.caching import data_version
from fellowships.json_ld import data_block
from recovery_site.languages import address_in, is_in_english, languages_of, path_in

register = template.Library()


@register.inclusion_tag("components/_outside.html", takes_context=True)
def seen_from_outside(context: dict[str, Any]) -> dict[str, Any]:
    """The page's one address and neutral words for its preview; of an error without a title nothing.

    A view may give `canonical` ("" for a page that nobody shall pass on), `description` for search engines,
    and `shared_as` with `shared_words` for previews: others may see them on the phone that gets a link.
    """
    title = context.get("title", "")
    canonical = _address(context) if title else ""
    return {
        "canonical": canonical,
        "alternates": _alternates(context, canonical),
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
    """As the view says, else the page's own path; none for what no index may hold.

    What is in English whatever the path names has its English address.
    """
    request = context.get("request")
    own = f"{settings.SITE_URL}{request.path}" if request and not context.get("robots") else ""
    address: str = context.get("canonical", own)
    english = address and is_in_english(address.removeprefix(settings.SITE_URL))
    return address_in(DEFAULT, address) if english else address


def _alternates(context: dict[str, Any], canonical: str) -> list[tuple[str, str]]:
    """(language, address) of a page in all its languages: of one that an index may hold, in several."""
    request = context.get("request")
    if not canonical or request is None or context.get("robots") or context.get("demo"):
        return []
    path = canonical.removeprefix(settings.SITE_URL)
    languages = languages_of(path, data_version(request))
    if len(languages) == 1:
        return []
    here = [(code, settings.SITE_URL + path_in(code, path)) for code in languages]
    return [*here, ("x-default", here[0][1])]
