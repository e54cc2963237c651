"""Words in names and notes that say a meeting, or a part of it, depends on the week of the month."""

import re
from functools import lru_cache
from typing import Final

NTH: Final = r"(?:1st|2nd|3rd|4th|5th|first|second|third|thrid|fourth|fifth|last)"
AND: Final = r"(?:\s*(?:,|/|&|-|\band\b|\bor\b)\s*)"
DAY: Final = (
    r"(?:sundays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?"
    r"|sun|mon|tues?|weds?|thurs?|thu|fri|sat)\b"
)
NTH_ES: Final = r"(?:primer[oa]?s?|segund[oa]s?|tercer[oa]?s?|cuart[oa]s?|quint[oa]s?|[uú]ltim[oa]s?)"
DAY_ES: Final = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)"
PATTERNS: Final = re.compile(
    rf"""\b(?:
      {NTH}(?:{AND}{NTH})*\s+(?:full\s+|calendar\s+)?
        (?:{DAY}|(?:week|wk)s?\b|meetings?\s+of\b|mtg\.?\s+of\b|of\s+(?:the\s+|each\s+|every\s+)?month)
    | (?:alternate|alternating)\s+(?:{DAY}|weeks?\b)
    | every\s+(?:other|second|third|2nd|3rd|two|2|three|3)\s+(?:{DAY}|weeks?\b|month\b)
    | each\s+5th | every\s+{NTH}\s+{DAY}
    | bi-?weekly | fortnight(?:ly)? | (?:once|twice)\s+a\s+month | monthly
    | (?:odd|even)(?:[\s-]numbered)?\s+(?:weeks|months)
    | (?:end|last\s+meeting|last\s+day)\s+of\s+(?:the\s+|each\s+|every\s+)?month
    | {NTH}{AND}{NTH}\s+of\b
    | {NTH_ES}(?:\s*(?:,|/|y|e)\s*{NTH_ES})*\s+(?:{DAY_ES}|semanas?)
    | {DAY_ES}\s+{NTH_ES} | cada\s+(?:dos|tres|15|quince)\s+(?:semanas|d[ií]as)
    | quincenal(?:mente)? | mensual(?:mente)?
    | (?:una\s+vez|dos\s+veces)\s+al\s+mes | {NTH_ES}\s+(?:reuni[oó]n\s+)?(?:del|de\s+cada)\s+mes
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# Every match holds one of these.
STARTS: Final = tuple(
    "1st 2nd 3rd 4th 5th first second third thrid fourth fifth last altern every weekly fortnight month odd "
    "even primer segund tercer cuart quint ltim cada quincenal mensual vez veces".split()
)
# What follows these is about something other than whether the meeting takes place.
OTHER_EVENT: Final = re.compile(
    r"(?:business|group conscience|area|steering)\s+(?:meetings?|mtgs?)\b[^.\n;]*"
    r"|(?:birthday\s+)?chips\s+(?:given|mailed)?[^.\n;]*",
    re.IGNORECASE,
)
NOT_MEETING: Final = re.compile(
    r"\b(?:temporarily|indefinitely)\s+(?:closed|cancel+ed|suspended)|\b(?:closed|cancel+ed|suspended)\s+(?:temporarily|indefinitely)"
    r"|\b(?:closed|cancel+ed|suspended|no\s+meetings?)\s+until\b|\bno\s+longer\s+meet(?:s|ing)\b|\bcerrad[oa]\s+temporalmente",
    re.IGNORECASE,
)
CLOSED_NAME: Final = re.compile(
    r"\bsuspend(?:ed|id[oa])\b|\btemporar(?:y|ily)\s+(?:closed|cancel+ed|closure)|\bclosed\s+(?:temporarily|until|for\s+now|indefinitely)"
    r"|\bcancel+ed\b|\bon\s+(?:hold|hiatus)\b|\bnot\s+(?:currently\s+)?meeting\b|\binactive\b|\bcerrad[oa]\s+temporalmente|\bcancelad[oa]\b",
    re.IGNORECASE,
)
CLOSED_OR_MEMBERS: Final = re.compile(r"\(\s*closed\s*\)|\bCLOSED\b")


@lru_cache(maxsize=2_048)
def monthly_words(*texts: str) -> tuple[str, ...]:
    """The words found, as they stand, each once: ("1st and 3rd Thursday",); "First Street" is none."""
    found = (match.group() for words in texts if _may_match(words) for match in PATTERNS.finditer(words))
    return tuple(dict.fromkeys(" ".join(words.split()) for words in found))


def _may_match(words: str) -> bool:
    """Far quicker than the pattern itself, and true whenever that could be."""
    small = words.lower()
    return any(start in small for start in STARTS)


@lru_cache(maxsize=2_048)
def may_skip_weeks(*texts: str) -> bool:
    """Whether such words speak of the meeting itself, not only of a business meeting or birthday chips."""
    return bool(monthly_words(*texts)) and bool(
        monthly_words(*(OTHER_EVENT.sub(" ", words) for words in texts))
    )


def not_meeting_words(words: str) -> str:
    """Words in notes that say it is closed or cancelled for now, for a person to read."""
    found = NOT_MEETING.search(words) if words else None
    return " ".join(found.group().split()) if found else ""


def is_closed_name(name: str) -> bool:
    """Whether a name says that the meeting is suspended: "SUSPENDED", "closed temporarily"."""
    return bool(CLOSED_NAME.search(name))


def may_be_closed_name(name: str) -> bool:
    """A name with "(CLOSED)", which is either for members only or shut."""
    return bool(CLOSED_OR_MEMBERS.search(name))
