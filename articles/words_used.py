"""Which words of the glossary a text uses, each only the first time."""

import re
from collections.abc import Mapping


class WordsUsed:
    def __init__(self, terms: Mapping[str, str]) -> None:
        """`terms`: the slug of a word by each of its forms, in small letters."""
        self._terms = terms
        self._used: set[str] = set()
        longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
        self._forms = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")

    def first_used(self, text: str) -> list[str]:
        """Slugs of the words that stand in this text and in none before it."""
        found = []
        for form in self._forms.findall(text.lower()):
            slug = self._terms[form]
            if slug not in self._used:
                self._used.add(slug)
                found.append(slug)
        return found
