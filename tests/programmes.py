"""Invented facts about programmes, and questions that help to choose, made small."""

from fellowships.models import (
    ChoosingOption,
    ChoosingQuestion,
    ChoosingReason,
    ChoosingWay,
    Criterion,
    Fact,
    HelpLine,
    Source,
)
from tests.world import make_fellowship, unrecorded


def make_source(slug="a-text", **changes):
    values = {"title": "An invented text", "address": "https://text.example/", **changes}
    return Source.objects.get_or_create(slug=slug, defaults=values)[0]


def make_criterion(slug="focus", **changes):
    values = {"label": slug.capitalize(), "section": "about", "position": 10, **changes}
    return Criterion.objects.get_or_create(slug=slug, defaults=values)[0]


def make_fact(programme, criterion, text="It is so.", **changes):
    values = {"source": make_source(), "as_of": "2018-05", **changes}
    return Fact.objects.update_or_create(
        fellowship=programme, criterion=criterion, defaults={"text": text, **values}
    )[0]


def make_line(programme, slug="a-line", **changes):
    values = {"name": "A line", "number": "1-555-0100", "source_name": "An invented list", **changes}
    return HelpLine.objects.update_or_create(slug=slug, defaults={"fellowship": programme, **values})[0]


def make_question(slug="drug", *texts, position=1, **changes):
    """With an answer for each of the texts, numbered from 1."""
    values = {"slug": slug, "text": f"Which {slug}?", "position": position, **changes}
    question = ChoosingQuestion.objects.get_or_create(slug=slug, defaults=values)[0]
    for number, text in enumerate(texts, start=1):
        ChoosingOption.objects.get_or_create(question=question, number=number, defaults={"text": text})
    return question


def make_reason(question, number, programme, speaks="for", text="Because.", source=None):
    said = {"speaks": speaks, "text": text, "source": source}
    return ChoosingReason.objects.update_or_create(
        option=question.options.get(number=number), fellowship=make_fellowship(programme), defaults=said
    )[0]


def make_way(*programmes, **changes):
    values = {"slug": "both", "title": "Both", "text": "Go to both.", **changes}
    way = ChoosingWay.objects.update_or_create(slug=values["slug"], defaults=values)[0]
    way.fellowships.set([make_fellowship(slug) for slug in programmes])
    return way


@unrecorded()
def write_programmes(count):
    """So many facts about NA and HA, each with a source, and reasons from two answers to choose them."""
    programmes = [make_fellowship("na"), make_fellowship("ha")]
    for number in range(count):
        row = make_criterion(f"row-{number}", section=("about", "medication")[number % 2])
        for programme in programmes:
            make_fact(programme, row, source=make_source(f"text-{number}"))
        make_line(programmes[0], f"line-{number}")
    answers = min(count, 9)
    question = make_question("drug", *map(str, range(answers)))
    for number in range(1, answers + 1):
        make_reason(question, number, "na", source=make_source())
        make_reason(question, number, "ha", "against" if number > 1 else "for", source=make_source())
    for number in range(count):
        make_way("na", "ha", slug=f"way-{number}", source=make_source())
