"""A guide for paper."""

from typing import Any

from django.utils.formats import date_format

from fellowships.paper import Paper


def guide_on_paper(context: dict[str, Any], paper: Paper, path: str) -> dict[str, Any]:
    """The same guide with its sources; under a neutral heading its title is not on it."""
    title = context["shared_as"] if paper.neutral else context["title"]
    return {
        **context,
        **paper.page(path, path),
        "title": title,
        "heading": title,
        "written": date_format(context["guide"].written),
    }
