"""What can be joined from anywhere, on now or next, as rows for a page that is about something else."""

from django.conf import settings

from meetings import finding
from meetings.cards import Page, card_of
from meetings.labels import Labels


def online_rows(known: Labels, moment: int, *programmes: str) -> list[dict[str, object]]:
    """Up to five, of these programmes (slugs) or of all: at most three queries."""
    hits = finding.online_next(known, moment, programmes, known.version)
    cards = finding.cards([hit.meeting for hit in hits])
    page = Page(moment, known, list_zone=settings.TIME_ZONE)
    return [card_of(hit, cards[hit.meeting], page) for hit in hits if hit.meeting in cards]
