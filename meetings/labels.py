"""The words of the vocabulary, read once per data version and process: formats, programmes, languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fellowships import version
from fellowships.models import Fellowship
from fellowships.page_language import said
from fellowships.remembered import ByVersion
from meetings.models import Feed, Format

OPENNESS = frozenset({"open", "closed"})
SLIPS = ("yes", "no", "ask")
EMPTY: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class FormatLabel:
    pk: int
    slug: str
    own_label: str  # as its row has it
    own_meaning: str
    axis: str
    position: int

    @property
    def label(self) -> str:
        """In the language of the page, like all that is shown of these rows."""
        return said(self.own_label).words

    @property
    def meaning(self) -> str:
        return said(self.own_meaning).words

    @property
    def dimension(self) -> str:
        """Where it counts in a search: `openness`, `who`, `format` or `access`."""
        if self.axis == Format.Axis.TYPE:
            return "openness" if self.slug in OPENNESS else "who"
        return self.axis


@dataclass(frozen=True, slots=True)
class FellowshipLabel:
    pk: int
    slug: str
    name: str
    short_name: str
    audience: str
    own_whom: str
    website: str
    finder: str
    position: int

    @property
    def whom(self) -> str:
        return said(self.own_whom).words

    @property
    def for_family(self) -> bool:
        return self.audience == Fellowship.Audience.FAMILY


@dataclass
class Labels:
    formats: dict[int, FormatLabel]
    fellowships: dict[int, FellowshipLabel]
    demo: bool = False  # whether the meetings were invented for the demonstration
    version: int = 0
    # (tokens, language) -> open or closed, and what it is, in words: filled by meetings/cards.py
    choices: dict[tuple[str, str], tuple[str, list[tuple[str, str, str]]]] = field(
        default_factory=dict
    )  # filled by facets.py
    sentences: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _kinds: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @cached_property
    def format_slugs(self) -> dict[str, FormatLabel]:
        return {label.slug: label for label in self.formats.values()}

    @cached_property
    def fellowship_slugs(self) -> dict[int, str]:
        return {pk: label.slug for pk, label in self.fellowships.items()}

    @cached_property
    def by_fellowship_slug(self) -> dict[str, FellowshipLabel]:
        return {label.slug: label for label in self.fellowships.values()}

    @cached_property
    def family(self) -> frozenset[str]:
        return frozenset(label.slug for label in self.fellowships.values() if label.for_family)

    def kinds(self, format_set: str) -> Mapping[str, tuple[str, ...]]:
        """The slugs of a search row's tokens by dimension: {"openness": ("open",), "language": ("es",)}."""
        known = self._kinds.get(format_set)
        if known is None:
            known = self._kinds[format_set] = self._read(format_set)
        return known

    def _read(self, format_set: str) -> Mapping[str, tuple[str, ...]]:
        read: dict[str, tuple[str, ...]] = {}
        for token in format_set.split(","):
            if token.isdigit():
                label = self.formats.get(int(token))
                name, slug = (label.dimension, label.slug) if label else ("", "")
            else:
                name, slug = {"L": "language", "S": "slips"}.get(token[:1], ""), token[1:]
            if name:
                read[name] = (*read.get(name, ()), slug)
        return read


_KNOWN = ByVersion[Labels](most=1)


def labels(data_version: int | None = None) -> Labels:
    """Three queries after every change of the data, none between."""
    number = version.current() if data_version is None else data_version
    return _KNOWN.get(number, "labels", lambda: _load(number))


def _load(number: int) -> Labels:
    formats = Format.objects.order_by("position", "label").values_list(
        "pk", "slug", "label", "meaning", "axis", "position"
    )
    fellowships = (
        Fellowship.objects.published()
        .order_by("position", "name")
        .values_list(
            "pk",
            "slug",
            "name",
            "short_name",
            "audience",
            "whom_it_is_for",
            "website",
            "finder",
            "position",
        )
    )
    return Labels(
        {row[0]: FormatLabel(*row) for row in formats},
        {row[0]: FellowshipLabel(*row) for row in fellowships},
        Feed.objects.filter(kind=Feed.Kind.DEMO, records__isnull=False).exists(),
        number,
    )
