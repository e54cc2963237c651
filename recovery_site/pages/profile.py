"""A programme's profile as plain data: its facts part by part, each with where it is from."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from fellowships.citing import cited
from fellowships.dates import partial_date_words
from fellowships.models import Criterion, Fact, Fellowship
from fellowships.own_words import with_own_words


class Part(NamedTuple):
    slug: str
    heading: str
    note: str
    rows: list[dict[str, Any]]


def facts_of(fellowship: Fellowship) -> dict[int, Fact]:
    """By criterion: one query."""
    stated = fellowship.facts.filter(criterion__published=True).exclude(text="")
    return {fact.criterion_id: fact for fact in stated.select_related("source")}


def is_short(criteria: list[Criterion], facts: dict[int, Fact]) -> bool:
    """Fewer than half of the comparison's rows are known: it shows what is there, and no "Not stated"."""
    return 2 * sum(criterion.pk in facts for criterion in criteria) < sum(map(_compared, criteria))


def _compared(criterion: Criterion) -> bool:
    return criterion.in_comparison and criterion.kind == Criterion.Kind.FACT


def parts(criteria: list[Criterion], facts: dict[int, Fact]) -> list[Part]:
    """The parts of the profile that hold anything, in the order of Criterion.Section."""
    full = not is_short(criteria, facts)
    rows: dict[str, list[dict[str, Any]]] = {section: [] for section in Criterion.Section.values}
    for criterion in criteria:
        fact = facts.get(criterion.pk)
        if fact or (full and _compared(criterion)):
            rows[criterion.section].append(_row(criterion, fact))
    return [
        Part(section.value, str(section.label), _note(section), rows[section.value])
        for section in Criterion.Section
        if rows[section.value]
    ]


def _note(section: Criterion.Section) -> str:
    if section != Criterion.Section.MEDICATION:
        return ""
    return _("Groups vary. What a member says is no reason to stop a prescribed medicine.")


def _row(criterion: Criterion, fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"label": criterion.label, "text": _("Not stated"), "source": None}
    return {
        "label": criterion.label,
        "text": with_own_words(fact.text),
        "source": cited(fact.source),
        "as_of": partial_date_words(fact.as_of),
    }
