"""Guides on pages that are not about guides."""

from typing import Any

from django import template
from django.urls import reverse

from articles.languages import in_best_language
from articles.models import Guide

register = template.Library()
MOST = 8


@register.inclusion_tag("components/_related_guides.html")
def related_guides(programme: str) -> dict[str, Any]:
    """Guides that name this programme, in the language of the page or else in English: one query."""
    guides = Guide.objects.published().for_links().filter(fellowships__slug=programme)
    about = in_best_language(guides.order_by("position", "title"))[:MOST]
    return {
        "guides": [
            {
                "title": guide.title,
                "url": reverse("guide", args=[guide.slug]),
                "minutes": guide.minutes,
                "language": guide.language,
            }
            for guide in about
        ]
    }
