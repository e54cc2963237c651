"""The styles and the drawings that templates put into a page."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

from recovery_site.icons import PATHS
from recovery_site.styles import sheet, styles_with

register = template.Library()


@register.simple_block_tag(takes_context=True)
def styles(context: dict[str, Any], content: str) -> SafeString:
    """`{% styles %}finder reading{% endstyles %}`: one <style> of the core and the sheets named.

    The request remembers its name for the policy. Where there is none (the database is down) it is the
    core alone, which the policy always names.
    """
    request = context.get("request")
    if settings.DEBUG:
        sheet.cache_clear()
        styles_with.cache_clear()
    found = styles_with(*content.split()) if request is not None else styles_with()
    if request is not None:
        request.styles_digest = found.digest
    # Our own sheets, read from static/css: no visitor's or feed's text is in them.
    return SafeString(f"<style>{found.css}</style>")


@lru_cache(maxsize=len(PATHS))
def _drawn(name: str) -> SafeString:
    # Our own template, which escapes; strip() would lose that it is safe.
    return SafeString(get_template("components/_icon.html").render({"path": PATHS[name]}).strip())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words that say the same. Raises KeyError for one that recovery_site/icons.py lacks."""
    return _drawn(name)
