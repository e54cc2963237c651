"""BMLT's formats of one mount: our formats, languages and what is said of slips, weeks and closed buildings.

Ids are permanent. A format that every BMLT server has keeps the id and key it has there, so that saved
settings of widgets go on; ours, languages and the rest each have a range of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from fellowships.remembered import ByVersion
from meetings.labels import OPENNESS, FormatLabel, Labels, labels
from meetings.language_names import language_name
from meetings.models import Attendance, FormatCode
from meetings.times import LAST

# Stock ids by stock key (bmlt.md 3.3): NA's widgets know these numbers.
STOCK: Final = {
    key: number
    for number, key in enumerate(
        "B BL BT C CH CL CS D ES GL IL IP IW JT M NC O Pi RF Rr SC SD SG SL . So St Ti To Tr TW W WC YP OE "
        "BK NS Ag FD AB ME RA QA CW CP FIN ENG PER L/R . LC GP . VM TC HY SPAD".split(),
        1,
    )
    if key != "."
}
FIRST_OF_OURS: Final = 1_000  # + the format's own number
FIRST_LANGUAGE: Final = 1_000_000  # + its tag read as a number of base 27
FIRST_WEEK: Final = 900_100
FIRST_SLIPS: Final = 900_200
KEY_LENGTH: Final = 10
OPEN_OR_CLOSED, MEETING, PLACE, NEEDS, LANGUAGE = "O", "FC1", "FC2", "FC3", "LANG"
KINDS: Final = {"format": MEETING, "access": PLACE, "type": NEEDS}


class Code(NamedTuple):
    """A row of GetFormats, before it is text."""

    id: int
    key: str
    name: str
    description: str
    world_id: str
    kind: str


class Said(NamedTuple):
    """All of a meeting that its formats tell."""

    tokens: str
    attendance: str
    closed: bool  # the building or the meeting, for now
    weeks: int


@dataclass
class Codebook:
    """The formats of a fellowship's mount. Meetings that say alike share their answer."""

    by_token: dict[str, Code]
    known: dict[Said, tuple[Code, ...]] = field(default_factory=dict)
    texts: dict[Said, tuple[str, str]] = field(default_factory=dict)

    def of(self, said: Said) -> tuple[Code, ...]:
        """Open or closed first, then by id, as BMLT has them."""
        found = self.known.get(said)
        if found is None:
            codes = (self.code(token) for token in said_tokens(said))
            found = tuple(sorted({code for code in codes if code}, key=_position))
            self.known[said] = found
        return found

    def words(self, said: Said) -> tuple[str, str]:
        """The keys and the ids, each as a list with commas; ids ascending."""
        found = self.texts.get(said)
        if found is None:
            codes = self.of(said)
            ids = sorted(code.id for code in codes)
            found = (",".join(code.key for code in codes), ",".join(map(str, ids)))
            self.texts[said] = found
        return found

    def code(self, token: str) -> Code | None:
        """A language that no list named so far gets its code here."""
        found = self.by_token.get(token)
        if found is None and token.startswith("L"):
            found = _language(token[1:], "", {code.key for code in self.by_token.values()})
            self.by_token[token] = found
        return found

    @cached_property
    def stock(self) -> tuple[Code, ...]:
        """Every format we have words for, by id."""
        return tuple(sorted(set(self.by_token.values()), key=lambda code: code.id))


def said_tokens(said: Said) -> Iterator[str]:
    yield from filter(None, said.tokens.split(","))
    if said.attendance in (Attendance.ONLINE, Attendance.PHONE):
        yield "VM"
    if said.attendance == Attendance.HYBRID:
        yield "HY"
    if said.closed:
        yield "TC"
    for week in range(6):
        if said.weeks & 1 << week:
            yield f"W{week}"


def _position(code: Code) -> tuple[bool, int]:
    return code.kind != OPEN_OR_CLOSED, code.id


_BOOKS = ByVersion[Codebook](most=32)


def codebook(fellowship: int, version: int) -> Codebook:
    """Once for each data version and fellowship: one query, and what labels() asks."""
    return _BOOKS.get(version, fellowship, lambda: _read(fellowship, labels(version)))


def _read(fellowship: int, words: Labels) -> Codebook:
    keys, world = _preferred(fellowship)
    taken: set[str] = set()
    by_token: dict[str, Code] = {}
    for code in _statuses():
        by_token[code[0]] = code[1]
        taken.add(code[1].key)
    # Those with a key of their own first, so that no other takes it.
    for label in sorted(words.formats.values(), key=lambda one: (one.pk not in keys, one.pk)):
        made = _format(label, keys.get(label.pk, ""), world.get(label.pk, ""), taken)
        by_token[str(label.pk)] = made
        taken.add(made.key)
    for tag, key in sorted(_language_keys(fellowship).items()):
        by_token[f"L{tag}"] = made = _language(tag, key, taken)
        taken.add(made.key)
    return Codebook(by_token)


def _preferred(fellowship: int) -> tuple[dict[int, str], dict[int, str]]:
    """Format -> BMLT key, and format -> world code; without keys of its own a fellowship uses the others'."""
    rows = (
        FormatCode.objects.filter(feed=None, format__isnull=False, preferred=True)
        .exclude(scheme=FormatCode.Scheme.MEETING_GUIDE)
        .order_by(F("fellowship_id").asc(nulls_first=True), "-pk")
        .values_list("scheme", "fellowship_id", "format_id", "code")
    )
    keys: dict[int, str] = {}
    own: dict[int, str] = {}
    world: dict[int, str] = {}
    for scheme, whose, format_id, code in rows:
        if scheme == FormatCode.Scheme.NAWS:
            world[format_id] = code
        elif whose == fellowship:
            own[format_id] = code
        else:
            keys[format_id] = code
    return {**keys, **own}, world


def _language_keys(fellowship: int) -> dict[str, str]:
    rows = FormatCode.objects.filter(
        feed=None, scheme=FormatCode.Scheme.BMLT_KEY, preferred=True, format=None
    ).exclude(language="")
    found = rows.order_by(F("fellowship_id").asc(nulls_first=True), "-pk").values_list("language", "code")
    return {tag: code for tag, code in found if "," not in tag}


def _format(label: FormatLabel, key: str, world_id: str, taken: Iterable[str]) -> Code:
    stock = STOCK.get(key)
    kind = OPEN_OR_CLOSED if label.slug in OPENNESS else KINDS.get(label.axis, MEETING)
    number = stock if stock is not None else FIRST_OF_OURS + label.pk
    return Code(number, key or _free(label.slug, taken), label.label, label.meaning, world_id, kind)


def _free(wanted: str, taken: Iterable[str]) -> str:
    """A short key nobody has yet: `women-only` is WOMEN-ONLY, or WOMEN-ONL2."""
    key = wanted.upper()[:KEY_LENGTH].strip("-")
    known, number = set(taken), 2
    while key in known:
        key = f"{wanted.upper()[: KEY_LENGTH - len(str(number))]}{number}"
        number += 1
    return key


def _language(tag: str, key: str, taken: Iterable[str]) -> Code:
    name = language_name(tag)
    number = STOCK.get(key) or FIRST_LANGUAGE + _number_of(tag)
    words = _("In this language: %(language)s.") % {"language": name}
    return Code(number, key or _free(tag, taken), name, words, "LANG", LANGUAGE)


def _number_of(tag: str) -> int:
    """Each tag of up to six letters its own number, below 31 bits; of longer ones the language's."""
    letters = [ord(letter) - 96 for letter in tag.lower() if "a" <= letter <= "z"]
    if len(letters) > 6:
        return _number_of(tag.split("-")[0][:6])
    number = 0
    for letter in letters:
        number = number * 27 + letter
    return number


def _statuses() -> list[tuple[str, Code]]:
    """What BMLT says by formats though it is no format: how one takes part, weeks, slips."""
    found = [
        (
            "VM",
            Code(STOCK["VM"], "VM", _("Online or by phone"), _("Nobody meets in a building."), "VM", PLACE),
        ),
        (
            "HY",
            Code(STOCK["HY"], "HY", _("In person and online"), _("Come or join from afar."), "HYBR", PLACE),
        ),
        ("TC", Code(STOCK["TC"], "TC", _("Closed for now"), _("The building is shut for now."), "TC", PLACE)),
    ]
    found += [(f"W{bit.bit_length() - 1}", code) for bit, code in week_codes().items()]
    slips = (("yes", _("Signs attendance slips")), ("no", _("Does not sign attendance slips")))
    for number, (value, name) in enumerate((*slips, ("ask", _("Ask about attendance slips")))):
        key = f"Slips-{value}"
        found.append((f"S{value}", Code(FIRST_SLIPS + number, key, name, name + ".", "", NEEDS)))
    return found


def week_codes() -> dict[int, Code]:
    """By the week's bit (meetings/times.py)."""
    found: dict[int, Code] = {}
    weeks = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("last"))
    for week, word in enumerate(weeks):
        name = _("Only in the %(which)s week of the month") % {"which": word}
        key = "Week-last" if 1 << week == LAST else f"Week-{week + 1}"
        found[1 << week] = Code(FIRST_WEEK + week, key, name, name + ".", "", NEEDS)
    return found
