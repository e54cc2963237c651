"""Folding of text, so that accents, case, spacing and punctuation never matter in a look-up."""

import re
from unicodedata import category

from anyascii import anyascii

WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = str.maketrans("", "", "'`")


def fold(text: str) -> str:
    """The text as one key of [a-z0-9]: "São Paulo" and "sao-paulo" are both "saopaulo"."""
    return "".join(fold_words(text))


def fold_words(text: str) -> list[str]:
    """The text word by word, each of [a-z0-9]: "St. John's, N.L." is ["st", "johns", "n", "l"]."""
    if not text.isascii():
        text = anyascii(without_symbols(text))
    return WORD.findall(text.translate(APOSTROPHES).lower())


def without_symbols(text: str) -> str:
    """Emoji and other symbols as spaces: spelled out ("grinning") they would be words nobody wrote."""
    return "".join(" " if category(letter) == "So" else letter for letter in text)
