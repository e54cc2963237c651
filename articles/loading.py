"""Loading the guides, questions and words we ship; what staff changed stays as it is and is named."""

import json
from typing import Any

from django.db import transaction

from articles.guide_file import (
    folder_of,
    guide_files,
    question_files,
    read_text,
    read_translation,
    translated_languages,
)
from articles.models import DEFAULT, Guide, Question, Term
from fellowships import version
from fellowships.links import deleted_slugs
from fellowships.loading import LoadResult, load_rows
from fellowships.models import Source

KEY = ("language", "slug")


def load_guides() -> LoadResult:
    """Words first: texts are explained with them. Raises LookupError for a source that is not there."""
    others = translated_languages()
    with transaction.atomic():
        result = load_rows(Term, [row for one in (DEFAULT, *others) for row in _shipped_terms(one)], KEY)
        result.add(load_rows(Guide, [_guide(DEFAULT, read_text(path)) for path in guide_files()], KEY))
        # After the English ones, which they name.
        translated = [_guide(one, read_translation(path)) for one in others for path in guide_files(one)]
        result.add(load_rows(Guide, translated, KEY))
        questions = [_question(read_text(path)) for path in question_files()]
        # Those that share an answer come after the answers.
        result.add(load_rows(Question, [row for row in questions if not row["same_as"]], KEY))
        result.add(load_rows(Question, [row for row in questions if row["same_as"]], KEY))
        changed = make_again()
        _connect_sources()
        if changed or result.created or result.updated:
            version.bump()
    return result


def _shipped_terms(language: str) -> list[dict[str, Any]]:
    path = folder_of(language) / "glossary.json"
    rows = json.loads(path.read_bytes()) if path.exists() else []
    return [{"language": language, **row} for row in rows]


def _guide(language: str, fields: dict[str, Any]) -> dict[str, Any]:
    grade = fields.pop("grade", 8)
    return {"language": language, "status": Guide.Status.PUBLISHED, "highest_grade": grade, **fields}


def _question(fields: dict[str, Any]) -> dict[str, Any]:
    known = {"language": DEFAULT, "status": Question.Status.PUBLISHED, "guide": "", "same_as": ""}
    return {**known, **fields}


def make_again() -> int:
    """Texts whose words explained, or our way of making HTML, changed since: made anew, no edit of anyone."""
    changed = 0
    for model in (Guide, Question):
        for text in model.writing.all():
            before = text.html
            text.derive()
            if text.html != before:
                derived = {"html": text.html, "cites": text.cites}
                model.writing.filter(pk=text.pk).update(**derived)
                changed += 1
    return changed


def _connect_sources() -> None:
    """Guide to source, for "where is this source used"; the order of citing stands in `cites`."""
    numbers = dict(Source.objects.values_list("slug", "pk"))
    for guide in Guide.objects.prefetch_related("sources"):
        missing = set(guide.cites) - numbers.keys()
        if missing and (never := missing - deleted_slugs(Source)):
            raise LookupError(f"Guide {guide.slug} cites {', '.join(sorted(never))}, which is no source.")
        wanted = {numbers[slug] for slug in guide.cites if slug in numbers}
        if wanted != {source.pk for source in guide.sources.all()}:
            guide.sources.set(wanted)
