"""Invented guides, questions, words and sources, made small."""

import datetime as dt

from articles.models import Guide, Question, Term
from fellowships.models import Source
from tests.world import make_fellowship, unrecorded

WRITTEN = dt.date(2026, 11, 22)
LIVE = """It begins with a welcome from the sponsor.[^invented-source]

## What comes then

[[near memphis-tn]]

[[online]]

[[line invented-line]]

[[facts goal]]

[[plan]]

Ask them anything. {.advice}
"""


def make_source(slug="invented-source", **changes):
    values = {"title": f"An invented source {slug}", "publisher": "Nobody", "published": "2024-05", **changes}
    return Source.objects.update_or_create(slug=slug, defaults=values)[0]


def make_guide(slug="first-meeting", **changes):
    """A published guide that cites one invented source."""
    make_source()
    values = {
        "title": f"An invented guide {slug}",
        "summary": "What an invented meeting is like.",
        "section": "start",
        "markdown": "A room with chairs.[^invented-source]\n",
        "key_points": ["You may just listen."],
        "written": WRITTEN,
        "status": "published",
        **changes,
    }
    return Guide.objects.update_or_create(slug=slug, defaults=values)[0]


def make_question(slug="must-i-speak", **changes):
    make_source()
    values = {
        "question": "Must I speak in an invented meeting?",
        "markdown": "No. You may listen.[^invented-source]\n",
        "status": "published",
        **changes,
    }
    return Question.objects.update_or_create(slug=slug, defaults=values)[0]


def make_term(slug="sponsor", **changes):
    values = {"word": "sponsor", "forms": ["sponsors"], "meaning": "A member who guides you.", **changes}
    return Term.objects.update_or_create(slug=slug, defaults=values)[0]


@unrecorded()
def write_texts(number):
    """A guide with every live block that cites, names and is followed by `number` others."""
    make_term(source=make_source(), whose="NA")
    for count in range(number - 1):
        make_source(f"invented-source-{count}")
        make_term(f"word-{count}", word=f"word{count}", forms=[])
    cited = "".join(f"Said again, word{count}.[^invented-source-{count}]\n\n" for count in range(number - 1))
    guide = make_guide(markdown=LIVE + cited)
    guide.fellowships.add(make_fellowship("na"), make_fellowship("ha"))
    for count in range(number):
        guide.related.add(make_guide(f"other-{count}"))
        make_question(f"asked-{count}", guide=guide, question=f"Invented question {count}?")
    make_question("must-i-speak", guide=guide, same_as=guide.questions.first())
    return guide
