"""Which programmes might suit somebody: answers and rules in, plain data out. No score, no diagnosis.

Answers travel as one short text, a digit for each question in its order: "31000000". A digit that is no
answer of its question counts as skipped, missing digits too; what is longer is cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

SKIPPED = 0

Answers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    slug: str
    text: str
    help: str = ""
    options: tuple[Option, ...] = ()

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(option.number for option in self.options)


class Speaks(StrEnum):
    """The same words as the rows have (ChoosingReason.Speaks)."""

    FOR = "for"
    AGAINST = "against"
    LEAVES_OUT = "leaves-out"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer says about one programme."""

    question: str
    number: int
    programme: str
    speaks: str
    text: str
    source: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """A way made of several programmes."""

    title: str
    text: str
    programmes: tuple[str, ...]
    source: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """`programmes` are slugs in their usual order; whatever names another programme is left aside."""

    questions: tuple[Question, ...]
    reasons: tuple[Reason, ...]
    programmes: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()


class Group(StrEnum):
    FIRST = "first"
    WEIGH = "weigh"
    LESS = "less"


ORDER = tuple(Group)


@dataclass(frozen=True, slots=True)
class Way:
    """One programme with what speaks for it and what there is to weigh, or several that go well together."""

    group: Group
    programmes: tuple[str, ...]
    speaks_for: tuple[Reason, ...] = ()
    to_weigh: tuple[Reason, ...] = ()
    together: Together | None = None


@dataclass(slots=True)
class _Heard:
    """What the answers say about one programme."""

    reasons: dict[str, list[Reason]] = field(default_factory=dict)

    def of(self, speaks: Speaks) -> tuple[Reason, ...]:
        """Each wording once: two answers may say the same of a programme."""
        return tuple({reason.text: reason for reason in self.reasons.get(speaks, ())}.values())

    @property
    def group(self) -> Group:
        if self.of(Speaks.AGAINST):
            return Group.WEIGH
        return Group.FIRST if self.of(Speaks.FOR) else Group.LESS


def parse_answers(text: str, questions: Sequence[Question]) -> Answers:
    """One number for each question; SKIPPED for what is missing or is no answer of its question."""
    digits = [int(letter) if letter in "123456789" else SKIPPED for letter in text[: len(questions)]]
    digits += [SKIPPED] * (len(questions) - len(digits))
    pairs = zip(digits, questions, strict=True)
    return tuple(digit if digit in question.numbers else SKIPPED for digit, question in pairs)


def answers_text(answers: Iterable[int]) -> str:
    return "".join(map(str, answers))


def ways(answers: Answers, rules: Rules) -> list[Way]:
    """The programmes in three groups, each in its usual order, after ways of several programmes.

    First: something speaks for it and there is nothing to weigh. Weigh: there is something to weigh (those
    that something speaks for stand before the others). Less: the answers say nothing of it. A programme that
    is not meant for one of the answers is left out.
    """
    heard = _heard(answers, rules)
    found = [_several(together, heard) for together in rules.together]
    found += [_one(slug, heard[slug]) for slug in rules.programmes if slug in heard]
    return sorted((way for way in found if way), key=_place)


def _place(way: Way) -> tuple[int, bool]:
    return ORDER.index(way.group), not (way.speaks_for or way.together)


def _heard(answers: Answers, rules: Rules) -> dict[str, _Heard]:
    """By programme, without those that an answer leaves out."""
    given = dict(zip((question.slug for question in rules.questions), answers, strict=True))
    heard = {slug: _Heard() for slug in rules.programmes}
    for reason in rules.reasons:
        if reason.programme in heard and given.get(reason.question, SKIPPED) == reason.number:
            heard[reason.programme].reasons.setdefault(reason.speaks, []).append(reason)
    return {slug: one for slug, one in heard.items() if Speaks.LEAVES_OUT not in one.reasons}


def _one(slug: str, heard: _Heard) -> Way:
    return Way(heard.group, (slug,), heard.of(Speaks.FOR), heard.of(Speaks.AGAINST))


def _several(together: Together, heard: dict[str, _Heard]) -> Way | None:
    """The way, if something speaks for each of its programmes; it stands where the last of them stands."""
    members = [heard[slug] for slug in together.programmes if slug in heard]
    if len(members) < max(2, len(together.programmes)) or not all(one.of(Speaks.FOR) for one in members):
        return None
    group = max((one.group for one in members), key=ORDER.index)
    return Way(group, together.programmes, together=together)
