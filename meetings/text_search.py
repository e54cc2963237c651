"""Meetings by words: of their names, groups, venues and towns."""

from typing import Final

from fellowships.text import fold_words
from meetings.models import SearchWord

MOST: Final = 20_000  # of one word: a word that finds more says nothing


def text_meetings(text: str) -> frozenset[int] | None:
    """Ids of meetings with every word in name, group, venue or town (the last begun); None for no text."""
    words = fold_words(text)[:6]
    if not words:
        return frozenset() if text else None
    found: set[int] | None = None
    for word in words:
        ids = SearchWord.objects.filter(word__gte=word, word__lt=_after(word))
        if word != words[-1]:
            ids = SearchWord.objects.filter(word=word)
        matching = set(ids.values_list("meeting_id", flat=True)[:MOST])
        found = matching if found is None else found & matching
        if not found:
            break
    return frozenset(found or ())


def _after(word: str) -> str:
    """The first key after every key that begins so: words are of [a-z0-9] only."""
    return word[:-1] + chr(ord(word[-1]) + 1)
