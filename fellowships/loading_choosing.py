"""Loading the questions that help to choose, with what each answer says about the programmes."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fellowships import version
from fellowships.loading import LoadResult, load_rows, shipped
from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay

Rows = Iterator[dict[str, Any]]


def load_choosing() -> LoadResult:
    """What fixtures/fellowships/choosing.json and ways.json hold; the programmes are there already."""
    questions = shipped("fellowships/choosing.json")
    with transaction.atomic():
        result = load_rows(ChoosingQuestion, _without_options(questions), ("slug",))
        result.add(load_rows(ChoosingOption, _options(questions), ("question", "number")))
        result.add(load_rows(ChoosingReason, _reasons(questions), ("option_id", "fellowship")))
        result.add(load_rows(ChoosingWay, shipped("fellowships/ways.json"), ("slug",)))
        if result.created or result.updated:
            version.bump()
    return result


def _without_options(questions: list[dict[str, Any]]) -> Rows:
    """A question stands where it stands in the file."""
    for position, question in enumerate(questions, start=1):
        named = {name: value for name, value in question.items() if name != "options"}
        yield {**named, "position": position}


def _options(questions: list[dict[str, Any]]) -> Rows:
    for question in questions:
        for option in question["options"]:
            yield {"question": question["slug"], "number": option["number"], "text": option["text"]}


def _reasons(questions: list[dict[str, Any]]) -> Rows:
    """An answer has no slug: its reasons name it by its number here. Those of a deleted answer go."""
    known = {
        (slug, number): pk
        for pk, slug, number in ChoosingOption.objects.values_list("pk", "question__slug", "number")
    }
    for question in questions:
        for option in question["options"]:
            if pk := known.get((question["slug"], option["number"])):
                yield from ({"option_id": pk, **reason} for reason in option.get("reasons", ()))
