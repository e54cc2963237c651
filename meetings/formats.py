"""The vocabulary: what a list's codes mean here. Loaded from fixtures/formats/, read once per import run."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from fellowships import version
from fellowships.loading import LoadResult, load_rows, shipped
from fellowships.models import Fellowship
from fellowships.text import fold
from meetings.feeds.records import Code
from meetings.language_names import language_of
from meetings.models import Feed, Format, FormatCode

NAWS, KEY, GUIDE = FormatCode.Scheme.NAWS, FormatCode.Scheme.BMLT_KEY, FormatCode.Scheme.MEETING_GUIDE
LANGUAGE_AXIS = "language"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code says; all empty for a code that is known and says nothing we publish (VM, HY, TC)."""

    format: int | None
    languages: tuple[str, ...]
    slips: str
    axis: str  # of the format, or "language", or empty


@dataclass(frozen=True, slots=True)
class Reading:
    """What a meeting's codes say together; `unmapped` are the codes nobody has explained."""

    formats: frozenset[int]
    languages: tuple[str, ...]
    slips: str
    unmapped: tuple[str, ...]


class Vocabulary:
    """What codes mean in one list, looked up in turn as its own, its fellowship's, the world's, a label."""

    def __init__(self, rows: Iterable[FormatCode], fellowship: int | None) -> None:
        self.own: dict[tuple[str, str], Meaning] = {}
        self.fellowship: dict[tuple[str, str], Meaning] = {}
        self.world: dict[tuple[str, str], Meaning] = {}
        self.labels: dict[str, Meaning] = {}
        self.our_labels: dict[str, Meaning] = {}
        for row in rows:
            self._add(row, fellowship)

    @classmethod
    def for_feed(cls, feed: Feed) -> "Vocabulary":
        """One query."""
        rows = FormatCode.objects.filter(Q(feed=feed) | Q(feed=None)).select_related("format")
        return cls(rows, feed.fellowship_id)

    def _add(self, row: FormatCode, fellowship: int | None) -> None:
        key = (row.scheme, row.code)
        if row.format is not None:
            ours = Meaning(row.format_id, (), "", row.format.axis)
            self.our_labels.update({fold(row.format.slug): ours, fold(row.format.label): ours})
        if row.fellowship_id not in (None, fellowship):
            return
        if row.feed_id is not None:
            self.own[key] = _meaning(row)
        elif not row.decides:
            return
        elif row.fellowship_id is not None:
            self.fellowship[key] = _meaning(row)
        else:
            self.world[key] = _meaning(row)
        if row.scheme == GUIDE and _is_label(row.code):
            self.labels[fold(row.code)] = _meaning(row)

    def read(self, codes: Iterable[Code]) -> Reading:
        formats: set[int] = set()
        languages: dict[str, None] = {}
        slips = ""
        unmapped: dict[str, None] = {}
        for code in filter(_says_something, codes):
            meaning = self.meaning(code)
            if meaning is None:
                unmapped[code.code] = None
                continue
            if meaning.format is not None:
                formats.add(meaning.format)
            languages.update(dict.fromkeys(meaning.languages))
            slips = slips or meaning.slips
        return Reading(frozenset(formats), tuple(languages), slips, tuple(unmapped))

    def meaning(self, code: Code) -> Meaning | None:
        """None for a code that nobody has explained."""
        key = (code.scheme, code.code)
        return self.own.get(key) or self._shared(code, key) or _spoken(code) or self._by_label(code)

    def _shared(self, code: Code, key: tuple[str, str]) -> Meaning | None:
        ours = None if _foreign(code) else self.fellowship.get(key) or self.world.get(key)
        world_code = _world_code(code)
        if ours is None or not world_code:
            return ours or self.world.get((NAWS, world_code))
        return ours if self._agree(ours, world_code) else self.world.get((NAWS, world_code))

    def _agree(self, ours: Meaning, world_code: str) -> bool:
        """A key counts if its world code is of the same kind: elsewhere D may be Danish."""
        if world_code == "LANG" or ours.axis == LANGUAGE_AXIS:
            return world_code == "LANG" and ours.axis in (LANGUAGE_AXIS, "")
        world = self.world.get((NAWS, world_code))
        return world is None or world.axis == ours.axis

    def _by_label(self, code: Code) -> Meaning | None:
        """As others call a format, or as we do: our own lists are read too."""
        key, name = fold(code.code), fold(code.name)
        found = self.our_labels.get(name) or self.labels.get(key) or self.labels.get(name)
        return found or self.our_labels.get(key)


def _says_something(code: Code) -> bool:
    return bool(code.code.strip() or code.name)


def _world_code(code: Code) -> str:
    return code.code if code.scheme == NAWS else code.world_id


def _spoken(code: Code) -> Meaning | None:
    """What says that it is a language, by a name or tag that we know."""
    language = language_of(code.code, code.name) if "LANG" in (code.kind, code.world_id) else ""
    return Meaning(None, (language,), "", LANGUAGE_AXIS) if language else None


def _foreign(code: Code) -> bool:
    """BMLT keys are letters of a language, and the ones we know are English."""
    return code.scheme == KEY and code.language not in ("", "en")


def _is_label(code: str) -> bool:
    """Labels are words ("Wheelchair accessible"), codes capitals and figures ("12x12" is both: no harm)."""
    return any(letter.islower() for letter in code)


def _meaning(row: FormatCode) -> Meaning:
    languages = tuple(row.language.split(",")) if row.language else ()
    axis = row.format.axis if row.format else LANGUAGE_AXIS if languages else ""
    return Meaning(row.format_id, languages, row.slips, axis)


def load_formats() -> LoadResult:
    """The formats and codes we ship. Codes of a programme that is not loaded yet wait for it."""
    with transaction.atomic():
        words = [{**row, "position": place} for place, row in enumerate(shipped("formats/formats.json"), 1)]
        result = load_rows(Format, words, ("slug",))
        result.add(load_rows(FormatCode, _code_rows(), ("scheme", "fellowship_id", "feed_id", "code")))
        if result.created or result.updated:
            version.bump()
    return result


def _code_rows() -> list[dict[str, object]]:
    fellowships = dict(Fellowship.objects.values_list("slug", "pk"))
    formats = dict(Format.objects.values_list("slug", "pk"))
    return [
        {
            "scheme": row["scheme"],
            "code": row["code"],
            "fellowship_id": fellowships.get(row["fellowship"]),
            "feed_id": None,
            "format_id": formats[row["format"]] if "format" in row else None,
            "language": row.get("language", ""),
            "slips": row.get("slips", ""),
            "decides": row.get("decides", True),
            "preferred": row.get("preferred", False),
        }
        for row in shipped("formats/codes.json")
        if row["fellowship"] is None or row["fellowship"] in fellowships
    ]
