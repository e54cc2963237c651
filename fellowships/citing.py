"""How a source is named on a page."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fellowships.dates import partial_date_words
from fellowships.models import Source


@dataclass(frozen=True, slots=True)
class Cited:
    slug: str
    title: str
    by: str  # author, publisher, year: what is known of them
    address: str
    note: str


def cited(source: Source) -> Cited:
    """Ready strings; no query."""
    unknown = {"", "Not stated"}
    parts = [part for part in (source.author, source.publisher) if part not in unknown]
    if source.published:
        parts.append(partial_date_words(source.published))
    if source.updated:
        parts.append(_("updated %(date)s") % {"date": partial_date_words(source.updated)})
    if source.read_on:
        parts.append(_("read on %(date)s") % {"date": date_format(source.read_on)})
    return Cited(source.slug, source.title, ", ".join(parts), source.address, source.note)
