"""Addresses that several pages make out of programmes."""

from collections.abc import Sequence

from django.urls import reverse

MOST_COMPARED = 4


def compare_address(slugs: Sequence[str]) -> str:
    """Two to four programmes side by side: "/compare/na/ha/"."""
    return reverse("compare", args=["/".join(slugs[:MOST_COMPARED])])


def meetings_address(slugs: Sequence[str]) -> str:
    """All we know of these programmes: "/meetings/?fellowship=na&fellowship=ha"."""
    return f"{reverse('finder')}?{'&'.join(f'fellowship={slug}' for slug in slugs)}"
