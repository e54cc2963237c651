"""Searching the list of meetings: by number, or by words of name, group, venue and town."""

from typing import Any, Final

from django.db import models
from django.db.models import Exists, OuterRef, Q

from fellowships.text import fold_words
from meetings.models import Meeting, SearchWord

MOST_WORDS: Final = 6
# One query for each word that is probed; a word of more meetings is common.
PROBED: Final = 2
COMMON: Final = 20_000
LONGEST_NUMBER: Final = 9
HIDDEN: Final = (Meeting.Status.DRAFT, Meeting.Status.UNLISTED)
TEXTS: Final = ("name", "group__name", "venue__name", "venue__city")


def search_meetings(rows: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
    """Every word must be there, or begin one; words of listed meetings stand in an index."""
    words = fold_words(text)[:MOST_WORDS]
    if not words:
        return rows
    number = Q(pk=int(words[0])) if len(words) == 1 and _a_number(words[0]) else Q(pk__in=())
    return rows.filter(_listed(words) | Q(pk__in=_hidden(text).values("pk")) | number)


def _listed(words: list[str]) -> Q:
    """A rare word names the meetings to look at; common ones are looked up meeting by meeting."""
    found, others = Q(), sorted(words, key=len, reverse=True)
    for word in others[:PROBED]:
        if not _begun(word)[COMMON : COMMON + 1].exists():
            found = Q(pk__in=_begun(word).values("meeting"))
            others.remove(word)
            break
    for word in others:
        found &= Q(Exists(_begun(word).filter(meeting=OuterRef("pk"))))
    return found


def _begun(word: str) -> models.QuerySet[SearchWord]:
    return SearchWord.objects.filter(word__gte=word, word__lt=_after(word))


def _hidden(text: str) -> models.QuerySet[Any]:
    """Drafts and unlisted meetings, which are in no index of words."""
    found: models.QuerySet[Any] = Meeting.objects.filter(status__in=HIDDEN)
    for word in text.split()[:MOST_WORDS]:
        anywhere = Q()
        for name in TEXTS:
            anywhere |= Q(**{f"{name}__icontains": word})
        found = found.filter(anywhere)
    return found


def _a_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= LONGEST_NUMBER


def _after(word: str) -> str:
    """The first key after every key that begins so: words are of [a-z0-9] only."""
    return word[:-1] + chr(ord(word[-1]) + 1)
