"""The rows that staff edit, as the plain rules that fellowships/choosing.py answers from."""

from collections import defaultdict

from django.db.models import Prefetch

from fellowships.choosing import Option, Question, Reason, Rules, Together
from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay, Fellowship
from fellowships.remembered import ByVersion

_RULES = ByVersion[Rules](most=1)


def choosing_rules(version: int) -> Rules:
    """Without the programmes to choose from. Five queries after every change of the data, none between."""
    return _RULES.get(version, "rules", _read)


def _read() -> Rules:
    return Rules(questions=_questions(), reasons=_reasons(), together=_together())


def _questions() -> tuple[Question, ...]:
    options: defaultdict[int, list[Option]] = defaultdict(list)
    rows = ChoosingOption.objects.order_by("question_id", "number")
    for question, number, text in rows.values_list("question_id", "number", "text"):
        options[question].append(Option(number, text))
    asked = ChoosingQuestion.objects.published().order_by("position")
    return tuple(
        Question(slug, text, help_text, tuple(options[pk]))
        for pk, slug, text, help_text in asked.values_list("pk", "slug", "text", "help")
    )


def _reasons() -> tuple[Reason, ...]:
    """In the order of the questions, so that reasons for one programme stand in the order of the answers."""
    rows = ChoosingReason.objects.order_by("option__question__position", "option__number", "pk")
    said = rows.values_list(
        "option__question__slug",
        "option__number",
        "fellowship__slug",
        "speaks",
        "text",
        "source__title",
        "source__address",
    )
    return tuple(Reason(*row[:5], row[5] or "", row[6] or "") for row in said)


def _together() -> tuple[Together, ...]:
    members = Prefetch("fellowships", Fellowship.objects.published().order_by("position", "name"))
    rows = ChoosingWay.objects.filter(published=True).order_by("position", "slug")
    return tuple(
        Together(
            way.title,
            way.text,
            tuple(one.slug for one in way.fellowships.all()),
            way.source.title if way.source else "",
            way.source.address if way.source else "",
        )
        for way in rows.select_related("source").prefetch_related(members)
    )
