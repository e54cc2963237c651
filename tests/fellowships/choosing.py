"""Invented questions for choosing, as rows, for tests."""

from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay, Source
from tests.world import make_fellowship


def make_source(slug="a-text", **changes):
    values = {"title": "An invented text", "address": "https://text.example/", **changes}
    return Source.objects.get_or_create(slug=slug, defaults=values)[0]


def make_question(slug="drug", *texts, position=1, **changes):
    """With an answer for each of the texts, numbered from 1."""
    values = {"slug": slug, "text": f"Which {slug}?", "position": position, **changes}
    question = ChoosingQuestion.objects.create(**values)
    for number, text in enumerate(texts, start=1):
        ChoosingOption.objects.create(question=question, number=number, text=text)
    return question


def make_reason(question, number, programme, speaks="for", text="Because.", source=None):
    option = question.options.get(number=number)
    return ChoosingReason.objects.create(
        option=option, fellowship=make_fellowship(programme), speaks=speaks, text=text, source=source
    )


def make_way(*programmes, **changes):
    way = ChoosingWay.objects.create(**{"slug": "both", "title": "Both", "text": "Go to both.", **changes})
    way.fellowships.set([make_fellowship(slug) for slug in programmes])
    return way
