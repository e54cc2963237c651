"""Whether a text repeats another: runs of eight words that stand in both."""

import re
from functools import lru_cache
from pathlib import Path

RUN = 8
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"


def words_of(text):
    return WORD.findall(text.lower().replace("’", "'"))


def runs_of(text):
    words = words_of(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@lru_cache(maxsize=1)
def source_runs():
    """Every run of the five texts; empty where the folder is missing."""
    return frozenset().union(*(runs_of(path.read_text("utf-8")) for path in sorted(SOURCES.glob("*.txt"))))


def runs_shared(text, sources=None):
    """Runs of eight words of `text` that stand in one of the five texts too, as sentences."""
    known = source_runs() if sources is None else sources
    return [" ".join(run) for run in sorted(runs_of(text) & known)]
