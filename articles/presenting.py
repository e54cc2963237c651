"""Guides, questions and words as ready strings for their templates."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.json_ld import guide_nodes
from articles.languages import in_best_language
from articles.models import DEFAULT, Guide, Question, Term
from fellowships.citing import Cited, cited
from fellowships.json_ld import graph
from fellowships.models import Source
from fellowships.page_language import foreign, page_language

CHANGES_SHOWN = 5


def guide_context(guide: Guide) -> dict[str, Any]:
    """Five queries: sources, programmes, related guides, questions, changes.

    Guides and questions go together in English; each is linked to in the language of the page if it can be.
    """
    spoken = [page_language(), DEFAULT]
    named = Guide.objects.published().in_languages(spoken).for_links()
    related = named.filter(slug__in=guide.related.values("slug"))
    questions = Question.objects.published().in_languages(spoken)
    sources, history = cited_in_order(guide.cites), last_changes(guide)
    changed = history[0].when if history else guide.written
    return {
        "title": guide.title,
        "description": guide.summary,
        "shared_as": _("A guide to read"),  # what about, is between who sends and who gets the link
        "shared_words": minutes_words(guide.minutes),
        "shared_kind": "article",
        "json_ld": graph(*guide_nodes(guide, sources, changed)),
        "guide": guide,
        "foreign": foreign(guide.language),
        "waits": _waits(guide),
        "minutes": minutes_words(guide.minutes),
        "review": review_words(guide),
        "sources": sources,
        "programmes": [
            {"name": one.name, "url": reverse("fellowship", args=[one.slug])}
            for one in guide.fellowships.filter(published=True)
        ],
        "related": [link(one) for one in in_best_language(related)],
        "questions": [
            question_link(one)
            for one in in_best_language(questions.filter(same_as=None, guide__slug=guide.slug))
        ],
        "changes": changes(history),
        "address": settings.SITE_URL + reverse("guide", args=[guide.slug]),
    }


def link(guide: Guide) -> dict[str, str]:
    return {
        "title": guide.title,
        "summary": guide.summary,
        "url": reverse("guide", args=[guide.slug]),
        "minutes": minutes_words(guide.minutes),
        "language": guide.language,
    }


def question_link(question: Question) -> dict[str, str]:
    return {
        "title": question.question,
        "url": reverse("question", args=[question.slug]),
        "language": question.language,
    }


def _waits(guide: Guide) -> str:
    """What a reader should know of the language of the text; of an English one on its own page nothing."""
    if guide.language != DEFAULT:
        return "" if guide.reviewed_on else _("This translation is waiting for a review by a clinician.")
    return _("This guide is not in your language yet. Here it is in English.") if foreign(DEFAULT) else ""


def minutes_words(minutes: int) -> str:
    return ngettext("%(number)d minute to read", "%(number)d minutes to read", minutes) % {"number": minutes}


def review_words(text: Guide | Question) -> str:
    """Who reviewed it, once a person in a named role did."""
    if text.reviewed_by and text.reviewed_on:
        return _("Reviewed by %(role)s on %(date)s.") % {
            "role": text.reviewed_by,
            "date": date_format(text.reviewed_on),
        }
    return _("Not yet reviewed by a clinician.")


def cited_in_order(slugs: list[str]) -> list[Cited]:
    """The sources in the order in which the text cites them: one query."""
    known = {source.slug: source for source in Source.objects.filter(slug__in=slugs)}
    return [cited(known[slug]) for slug in slugs if slug in known]


class Change(NamedTuple):
    when: dt.date
    what: str


def last_changes(guide: Guide) -> list[Change]:
    """The latest first: a day, and the reason when one was given. Never a person."""
    rows = guide.history.order_by("-history_date", "-history_id").values_list(
        "history_date", "history_type", "history_change_reason"
    )[:CHANGES_SHOWN]
    return [
        Change(moment.date(), reason or (_("added") if kind == "+" else _("changed")))
        for moment, kind, reason in rows
    ]


def changes(history: list[Change]) -> list[str]:
    said = [_("%(date)s: %(what)s") % {"date": date_format(one.when), "what": one.what} for one in history]
    return list(dict.fromkeys(said))


def by_section(guides: Iterable[Guide]) -> list[dict[str, Any]]:
    """Sections in the order of the model, without empty ones."""
    rows: dict[str, list[dict[str, str]]] = {}
    for guide in guides:
        rows.setdefault(guide.section, []).append(link(guide))
    return [
        {"heading": section.label, "anchor": section.value, "guides": rows[section]}
        for section in Guide.Section
        if section in rows
    ]


def term_rows(terms: Iterable[Term]) -> list[dict[str, Any]]:
    return [
        {
            "slug": term.slug,
            "foreign": foreign(term.language),
            "word": term.word,
            "meaning": term.meaning,
            "whose": _("A word of %(whose)s.") % {"whose": term.whose} if term.whose else "",
            "source": cited(term.source) if term.source else None,
        }
        for term in terms
    ]
