"""Guides and answers as structured data (fellowships/json_ld.py)."""

import datetime as dt
import html
import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles.languages import own_path
from articles.models import Guide, Question
from fellowships.citing import Cited
from fellowships.json_ld import Node, absolute, breadcrumbs, list_of, stated, us

MEDICAL = (Guide.Section.SAFETY, Guide.Section.TREATMENT)
# Footnotes, and the blocks that are filled in when the page is shown.
NOT_THE_ANSWER = re.compile(r'<sup>.*?</sup>|<p class="live">.*?</p>', re.S)
ENDS_A_LINE = re.compile(r"</(?:p|li|h2|h3|tr|caption)>|<br>")


def guide_nodes(guide: Guide, sources: Iterable[Cited], changed: dt.date) -> list[Node]:
    """`changed`: the latest day among the changes that its page tells of."""
    path = own_path("guide", guide)
    page = {
        "@type": ["Article", "MedicalWebPage" if guide.section in MEDICAL else "WebPage"],
        "headline": guide.title,
        "description": guide.summary,
        "url": absolute(path),
        "inLanguage": guide.language,
        "datePublished": guide.written.isoformat(),
        "dateModified": changed.isoformat(),
        "author": us(),
        "citation": [
            stated({"@type": "CreativeWork", "name": one.title, "url": one.address}) for one in sources
        ],
        **_reviewed(guide),
    }
    return [stated(page), breadcrumbs((_("Guides"), reverse("guides")), (guide.title, path))]


def question_nodes(question: Question, answer: Question) -> list[Node]:
    """One question with its answer; `answer` is the same row, or the one that it shares the answer of."""
    path = own_path("question", answer)
    said = {"@type": "Answer", "text": _words(answer.html)}
    asked = {"@type": "Question", "name": question.question, "acceptedAnswer": said}
    page = {
        "@type": "FAQPage",
        "url": absolute(path),
        "inLanguage": answer.language,
        "mainEntity": asked,
        **_reviewed(answer),
    }
    return [page, breadcrumbs((_("All questions"), reverse("faq")), (question.question, path))]


def questions_nodes(questions: Iterable[Question]) -> list[Node]:
    """The list of questions, whose answers stand on their own pages."""
    page: Node = {"@type": "CollectionPage", "url": absolute(reverse("faq"))}
    page["mainEntity"] = list_of(reverse("question", args=[one.slug]) for one in questions)
    return [page]


def _reviewed(text: Guide | Question) -> Node:
    """Only once a person did; known by the role alone."""
    if not text.reviewed_by or not text.reviewed_on:
        return {}
    return {
        "lastReviewed": text.reviewed_on.isoformat(),
        "reviewedBy": {"@type": "Person", "jobTitle": text.reviewed_by},
    }


def _words(shown: str) -> str:
    """The words of an answer, a line for each of its paragraphs."""
    text = strip_tags(ENDS_A_LINE.sub("\n", NOT_THE_ANSWER.sub("", shown)))
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)
