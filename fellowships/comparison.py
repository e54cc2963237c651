"""Programmes side by side, as plain data: columns in the order asked, rows by position. No ranking.

What we do not know reads "Not stated". Three queries, whatever the number of programmes and facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from fellowships.citing import Cited, cited
from fellowships.dates import partial_date_words
from fellowships.models import ChoosingWay, Criterion, Fellowship, Source

SOURCE_FIELDS = ("slug", "title", "author", "publisher", "published", "updated", "address", "note", "read_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A phone line of a programme, and whose word for the number we have."""

    name: str
    number: str
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class Column:
    """A programme."""

    pk: int
    slug: str
    name: str
    short_name: str
    position: int
    website: str
    finder: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` holds a programme's own terms in *asterisks*; `links` are (address, words)."""

    text: str = ""
    source: Cited | None = None
    as_of: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def stated(self) -> bool:
        return bool(self.text or self.links)

    @property
    def words(self) -> str:
        return self.text or ("" if self.links else _("Not stated"))


@dataclass(frozen=True, slots=True)
class Row:
    slug: str
    label: str
    help: str
    section: str
    cells: tuple[Cell, ...]  # one for each column

    @property
    def differs(self) -> bool:
        return len({(cell.text.casefold().strip(), cell.links) for cell in self.cells}) > 1

    @property
    def stated(self) -> bool:
        return any(cell.stated for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Way:
    """Going to several of them."""

    title: str
    text: str
    source: Cited | None


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    ways: tuple[Way, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def compare(slugs: Sequence[str]) -> Comparison | None:
    """Published programmes in the order asked; None when one of them is not there."""
    found = {column.slug: column for column in columns_of(slugs)}
    if not slugs or not found.keys() >= set(slugs):
        return None
    columns = tuple(found[slug] for slug in slugs)
    return Comparison(columns, rows_of(columns), ways_of(columns))


def columns_of(slugs: Iterable[str]) -> list[Column]:
    """The published ones of these programmes with their phone lines: one query."""
    published = FilteredRelation("help_lines", condition=Q(help_lines__published=True))
    rows = (
        Fellowship.objects.published()
        .filter(slug__in=list(slugs))
        .annotate(line=published)
        .order_by("position", "name", "line__position", "line__name")
        .values_list(
            "pk",
            "slug",
            "name",
            "short_name",
            "position",
            "website",
            "finder",
            "line__name",
            "line__number",
            "line__source_name",
            "line__source_url",
        )
    )
    found: dict[tuple[Any, ...], list[Line]] = {}
    for row in rows:
        lines = found.setdefault(row[:7], [])
        if row[8]:
            lines.append(Line(*row[7:]))
    return [replace(Column(*programme), lines=tuple(lines)) for programme, lines in found.items()]


def rows_of(columns: Sequence[Column], *, compared: bool = True) -> tuple[Row, ...]:
    """The rows of the comparison, or all that a profile has, with a cell for each column: one query."""
    fact = FilteredRelation("facts", condition=Q(facts__fellowship__in=[column.pk for column in columns]))
    criteria = Criterion.objects.compared() if compared else Criterion.objects.published()
    known = (
        criteria.annotate(fact=fact)
        .order_by("position", "slug")
        .values_list(
            "slug",
            "label",
            "help",
            "section",
            "kind",
            "fact__fellowship",
            "fact__text",
            "fact__as_of",
            *(f"fact__source__{name}" for name in SOURCE_FIELDS),
        )
    )
    heads: dict[str, tuple[Any, ...]] = {}
    cells: dict[tuple[str, int], Cell] = {}
    for row in known:
        heads[row[0]] = row[1:5]
        if row[6]:
            cells[row[0], row[5]] = Cell(row[6], _cited(row[8:]), partial_date_words(row[7]))
    return tuple(
        Row(
            slug,
            label,
            help_text,
            section,
            tuple(_cell(kind, column, cells.get((slug, column.pk))) for column in columns),
        )
        for slug, (label, help_text, section, kind) in heads.items()
    )


def _cell(kind: str, column: Column, fact: Cell | None) -> Cell:
    """A fact, or what is worked out from the programme itself."""
    if kind == Criterion.Kind.WEBSITE:
        return Cell(links=((column.website, _host(column.website)),)) if column.website else Cell()
    if kind == Criterion.Kind.HELP_LINE:
        return _lines(column.lines)
    if kind == Criterion.Kind.CHECKED:
        return Cell(_("Not yet"))
    return fact or Cell()


def _host(address: str) -> str:
    return address.partition("://")[2].rstrip("/").removeprefix("www.")


def _lines(lines: Sequence[Line]) -> Cell:
    """The numbers, and where the first is from; a number without a source is not shown."""
    sourced = [line for line in lines if line.source]
    if not sourced:
        return Cell()
    links = tuple((f"tel:{_digits(line.number)}", f"{line.name}: {line.number}") for line in sourced)
    return Cell("", Cited("", sourced[0].source, "", sourced[0].address, ""), "", links)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit() or letter == "+")


def ways_of(columns: Sequence[Column]) -> tuple[Way, ...]:
    """Those made of nothing but these programmes: one query."""
    fields = ("pk", "title", "text", "fellowships__slug", *(f"source__{name}" for name in SOURCE_FIELDS))
    published = ChoosingWay.objects.filter(published=True).order_by("position", "slug")
    slugs: dict[int, set[str]] = {}
    ways: dict[int, Way] = {}
    for pk, title, text, slug, *source in published.values_list(*fields):
        slugs.setdefault(pk, set()).add(slug)
        ways[pk] = Way(title, text, _cited(source))
    compared = {column.slug for column in columns}
    return tuple(way for pk, way in ways.items() if slugs[pk] <= compared)


def _cited(fields: Sequence[Any]) -> Cited | None:
    """From the values of SOURCE_FIELDS; None without a source."""
    return cited(Source(**dict(zip(SOURCE_FIELDS, fields, strict=True)))) if fields[0] else None
