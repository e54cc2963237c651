"""Loading the guides, questions and words we ship; what staff changed stays as it is and is named."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from articles.guide_file import guide_files, question_files, read_text
from articles.models import Guide, Question, Term
from fellowships import version
from fellowships.links import deleted_slugs
from fellowships.loading import LoadResult, load_rows
from fellowships.models import Source

KEY = ("language", "slug")
LANGUAGE = "en"


def load_guides() -> LoadResult:
    """Words first: texts are explained with them. Raises LookupError for a source that is not there."""
    with transaction.atomic():
        result = load_rows(Term, _shipped_terms(), KEY)
        result.add(load_rows(Guide, [_guide(read_text(path)) for path in guide_files()], KEY))
        questions = [_question(read_text(path)) for path in question_files()]
        # Those that share an answer come after the answers.
        result.add(load_rows(Question, [row for row in questions if not row["same_as"]], KEY))
        result.add(load_rows(Question, [row for row in questions if row["same_as"]], KEY))
        changed = make_again()
        _connect_sources()
        if changed or result.created or result.updated:
            version.bump()
    return result


def _shipped_terms() -> list[dict[str, Any]]:
    path = Path(settings.BASE_DIR) / "fixtures" / "guides" / "glossary.json"
    rows = json.loads(path.read_bytes()) if path.exists() else []
    return [{"language": LANGUAGE, **row} for row in rows]


def _guide(fields: dict[str, Any]) -> dict[str, Any]:
    grade = fields.pop("grade", 8)
    return {"language": LANGUAGE, "status": Guide.Status.PUBLISHED, "highest_grade": grade, **fields}


def _question(fields: dict[str, Any]) -> dict[str, Any]:
    known = {"language": LANGUAGE, "status": Question.Status.PUBLISHED, "guide": "", "same_as": ""}
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
