"""The comparison for paper: its sources as a numbered list, as nothing unfolds there."""

from typing import Any

from django.utils.translation import gettext as _

from fellowships.paper import Paper


def compared_on_paper(
    context: dict[str, Any], paper: Paper, path: str, address: str, kept: dict[str, str]
) -> dict[str, Any]:
    """From what templates/pages/compare.html shows."""
    title = _("Side by side") if paper.neutral else context["title"]
    names = [one.short_name if paper.neutral else one.name for one in context["columns"]]
    sources: dict[tuple[str, ...], int] = {}
    rows = [{**row, "cells": [_cell(cell, sources) for cell in row["cells"]]} for row in context["rows"]]
    return {
        **context,
        **paper.page(path, address, kept.items(), whole_pages_only=True),
        "title": title,
        "heading": title,
        "columns": names,
        "rows": rows,
        "near": [{**part, "name": name} for part, name in zip(context["parts"], names, strict=True)]
        if context["parts"]
        else [],
        "sources": [
            {"title": name, "by": by, "address": where, "as_of": as_of} for name, by, where, as_of in sources
        ],
        "zone": context["place"].time_zone if context["place"] else "",
    }


def _cell(cell: dict[str, Any], sources: dict[tuple[str, ...], int]) -> dict[str, Any]:
    """Its words, some of them marked as a programme's own, and the number of its source."""
    source, number = cell["source"], 0
    if source:
        named = (str(source.title), str(source.by), source.address, cell["as_of"])
        number = sources.setdefault(named, len(sources) + 1)
    links = [words for _address, words in cell["links"]]
    return {"name": cell["name"], "text": cell["text"], "more": links, "number": number}
