"""Programmes, what is known of them and from where, the questions that help to choose, the phone lines."""

from fellowships.models.choosing import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay
from fellowships.models.fellowship import DataVersion, Fellowship, HelpLine
from fellowships.models.loadable import Loadable
from fellowships.models.profile import Criterion, Fact, Source

__all__ = [
    "ChoosingOption",
    "ChoosingQuestion",
    "ChoosingReason",
    "ChoosingWay",
    "Criterion",
    "DataVersion",
    "Fact",
    "Fellowship",
    "HelpLine",
    "Loadable",
    "Source",
]
