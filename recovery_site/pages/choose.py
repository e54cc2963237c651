"""A few questions, and which programmes might suit. The answers stand in the address for a moment only:
nobody keeps the page, and nothing is stored."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept
from fellowships.choosing import Answers, Group, Question, Reason, Way, answers_text, parse_answers, ways
from fellowships.choosing_rules import choosing_rules
from fellowships.page_language import said
from meetings.labels import Labels, labels
from recovery_site.pages.addresses import MOST_COMPARED, compare_address, meetings_address

ANSWERS = "a"


@require_safe
def choose_page(request: HttpRequest) -> HttpResponse:
    """`/choose/`: the questions; `?q1=3&q2=…` leads on to `?a=3…`; `?a=3…` says what might suit."""
    known = labels(data_version(request))
    rules = replace(choosing_rules(known.version), programmes=tuple(known.by_fellowship_slug))
    sent = _sent(request, rules.questions)
    if sent is not None:
        return never_kept(HttpResponseRedirect(f"{reverse('choose')}?{ANSWERS}={answers_text(sent)}"))
    given = request.GET.get(ANSWERS)
    answers = parse_answers(given or "", rules.questions)
    context: dict[str, Any] = {
        "title": _("A few questions"),  # neutral: it stands in the browser's history
        "robots": "noindex",
        "questions": _form(rules.questions, answers),
    }
    if given is None:
        return never_kept(render(request, "pages/choose.html", context))
    context |= _result(ways(answers, rules), known)
    context |= {"chosen": any(answers), "share": f"{settings.SITE_URL}{reverse('choose')}"}
    return never_kept(render(request, "pages/chosen.html", context))


def _sent(request: HttpRequest, questions: tuple[Question, ...]) -> Answers | None:
    """The answers as the form sends them: q1, q2 and so on; None when none of them was sent."""
    names = [f"q{number}" for number in range(1, len(questions) + 1)]
    if not any(name in request.GET for name in names):
        return None
    digits = "".join((request.GET.get(name) or "0")[:1] for name in names)
    return parse_answers(digits, questions)


def _form(questions: tuple[Question, ...], answers: Answers) -> list[dict[str, Any]]:
    return [
        {
            "name": f"q{number}",
            "text": said(question.text),
            "help": said(question.help),
            "options": [
                {"value": option.number, "text": said(option.text), "checked": option.number == given}
                for option in question.options
            ],
            "skipped": not given,
        }
        for number, (question, given) in enumerate(zip(questions, answers, strict=True), start=1)
    ]


@dataclass(slots=True)
class _Sources:
    """The sources of a page, each once and numbered."""

    found: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, title: str, address: str) -> int:
        return self.found.setdefault((title, address), len(self.found) + 1) if title else 0

    def listed(self) -> list[dict[str, str]]:
        return [{"title": title, "address": address} for title, address in self.found]


def _result(found: list[Way], known: Labels) -> dict[str, Any]:
    sources = _Sources()
    shown = [(way.group, _way(way, known, sources)) for way in found]
    groups = [
        (_("Worth a look first"), Group.FIRST),
        (_("Also possible, with something to weigh"), Group.WEIGH),
    ]
    singles = [way.programmes[0] for way in found if way.group != Group.LESS and not way.together]
    return {
        "groups": [
            {"heading": heading, "ways": [way for group, way in shown if group == wanted]}
            for heading, wanted in groups
        ],
        "less": [way for group, way in shown if group == Group.LESS],
        "compare": _compare(singles[:MOST_COMPARED], known),
        "sources": sources.listed(),
    }


def _way(way: Way, known: Labels, sources: _Sources) -> dict[str, Any]:
    programmes = [known.by_fellowship_slug[slug] for slug in way.programmes]
    members = [{"name": one.name, "url": reverse("fellowship", args=[one.slug])} for one in programmes]
    finder = meetings_address(way.programmes)
    if way.together:
        both = way.together
        number = sources.number(both.source, both.address)
        return {
            "name": said(both.title),
            "text": said(both.text),
            "source": number,
            "members": members,
            "finder": finder,
            "compare": compare_address(way.programmes),
        }
    return {
        "name": programmes[0].name,
        "url": members[0]["url"],
        "whom": programmes[0].whom,
        "speaks_for": _reasons(way.speaks_for, sources),
        "to_weigh": _reasons(way.to_weigh, sources),
        "finder": finder,
    }


def _reasons(reasons: tuple[Reason, ...], sources: _Sources) -> list[dict[str, Any]]:
    return [{"text": said(one.text), "source": sources.number(one.source, one.address)} for one in reasons]


def _compare(slugs: list[str], known: Labels) -> dict[str, str] | None:
    """The first few side by side."""
    if len(slugs) < 2:
        return None
    names = ", ".join(known.by_fellowship_slug[slug].short_name for slug in slugs)
    return {"url": compare_address(slugs), "names": names}
