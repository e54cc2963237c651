"""Guides on pages that are not about guides."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from articles.models import Guide

register = template.Library()
MOST = 8


@register.inclusion_tag("components/_related_guides.html")
def related_guides(programme: str) -> dict[str, Any]:
    """Guides that name this programme, in the language of the page: one query."""
    guides = Guide.objects.published().in_language(get_language() or "en").for_links()
    about = guides.filter(fellowships__slug=programme).order_by("position", "title")[:MOST]
    return {
        "guides": [
            {"title": guide.title, "url": reverse("guide", args=[guide.slug]), "minutes": guide.minutes}
            for guide in about
        ]
    }
