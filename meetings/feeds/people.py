"""Blanking what could lead to a member: e-mail addresses, phone numbers and names in free text."""

import re
from collections.abc import Callable
from typing import Final

from meetings.feeds.names import FIRST_NAMES, NOT_NAMES, ONLY_AFTER_A_VERB, VENUE_WORDS

NO_EMAIL: Final = "[e-mail removed]"
NO_PHONE: Final = "[phone removed]"
NO_NAME: Final = "[name removed]"

EMAIL: Final = re.compile(
    r"""(?:mailto:\s*)?(?<![\w.+'%-])
    (?: [\w.+'%-]+@[\w-]+(?:\.[\w-]+)+
      | [\w.+'%-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+\s?(?:\.|\(dot\)|\[dot\])\s?
        (?:com|org|net|edu|gov|info|ca|uk|us|ie|au|de|es)\b
      | [\w.+'%-]+\s+at\s+[\w-]+\s+dot\s+(?:com|org|net|edu|gov|info|ca|co|uk|us|ie|au|de|es)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
PHONE: Final = re.compile(
    r"""(?:tel:\s*)?(?<![\w/=.])(?<!\d-)
    (?: \+\d{1,3}[\s().-]{0,2}\d(?:[\s().-]{0,2}\d){6,13}
      | (?:1[\s.-]{0,2})?(?:\(\d{3}\)|\d{3})[\s./-]{0,3}\d{3}[\s.–-]{0,3}\d{4}(?![-\d])
      | \d{3}[-.–]\d{4}(?![-.]\d)
      | 0\d{1,4}(?:[\s-]\d{2,7}){1,4}
      | \d{2}(?:[\s.]\d{2}){4}
      | \d{3}[\s.-]\d{3}[\s.-]\d{3}
      | \d{7,15}
    )
    (?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands before a number that opens a room online rather than a member's phone.
NOT_A_PHONE: Final = re.compile(
    r"(?:\bid|\bpmi|\bpass\s?(?:code|word)|\bp/?w|\bpwd|\bpin|\bcode|\bzoom"
    r"|\bmeeting (?:number|no\.?|#)|\bcontraseña|\bclave)"
    r"[\s:#=.–-]*(?:(?:is|es|number)[\s:#]*)?[\d\s-]*$",
    re.IGNORECASE,
)
LINK: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
LINK_TO_A_PERSON: Final = re.compile(r"@|%40|//(?:wa\.me|api\.whatsapp\.com|t\.me)/", re.IGNORECASE)

CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[A-ZÀ-ÖØ-Þ][\w'’]*)*\.?"
RUN: Final = re.compile(rf"{CAPITAL}(?:[ \t]+{CAPITAL})+(?![\w])")
ASKING: Final = (
    r"contact|call|text|phone|e-?mail|message|ask[ \t]+for|see|speak[ \t]+(?:to|with)"
    r"|talk[ \t]+(?:to|with)|reach(?:[ \t]+out[ \t]+to)?|in[ \t]+touch[ \t]+with|hosted[ \t]+by|host"
    r"|led[ \t]+by|chaired[ \t]+by|run[ \t]+by"
    r"|secretary|chair(?:person|man|woman)?|gsr|treasurer|llam(?:e|ar)[ \t]+a|contact(?:e|ar)[ \t]+(?:a|con)"
    r"|pregunt(?:e|ar)[ \t]+por"
)
ASKED_FOR: Final = re.compile(
    rf"\b(?P<verb>(?i:{ASKING}))(?P<gap>[ \t]*[:–-]?[ \t]+|:)"
    rf"(?P<name>{CAPITAL}(?:[ \t]+{CAPITAL}){{0,2}})(?P<after>[ \t]*\w*)"
)
ASKED_IN_SMALL: Final = re.compile(
    rf"\b(?P<verb>(?i:{ASKING}))(?P<gap>[ \t]*[:–-]?[ \t]+|:)(?P<name>[a-z]+)(?P<last>[ \t]+[a-z]+\b)?"
)
ONE_MORE: Final = re.compile(
    rf"(?<={re.escape(NO_NAME)})(?P<gap>[ \t]*(?:,|/|&|\bor\b|\band\b|\by\b|\bo\b)[ \t]*)"
    rf"(?P<name>{CAPITAL}(?:[ \t]+{CAPITAL})?)"
)
BESIDE_CONTACT: Final = re.compile(
    rf"(?P<name>{CAPITAL})(?P<gap>[ \t]*[-–:,(]?[ \t]*(?:at[ \t]*)?)(?=\[(?:phone|e-mail) removed\])"
)
SAINT: Final = frozenset("st saint san santa sts ste ss mt mount fort ft port lake our".split())
TITLES: Final = frozenset("mr mrs ms miss dr rev fr father pastor sr sra".split())
# After these stands as often a place or a thing: only a known first name is blanked.
WEAK_VERBS: Final = re.compile(r"^(?:see|text|call|host|chair|secretary|message|phone|gsr)", re.IGNORECASE)
CROSSING: Final = re.compile(
    r"(?:@|&|\b(?:btwn?|bet|between|corner of|near|off|across from))[ \t]*$", re.IGNORECASE
)
MAY_HOLD_CONTACT: Final = re.compile(r"@|\(at\)|\[at\]|\sat\s|(?:\d\D{0,4}){6}\d", re.IGNORECASE)
HISTORIC: Final = frozenset({"bill w", "bob s", "jimmy k", "lois w", "martin luther"})


def blank_contacts(words: str) -> str:
    """The text without e-mail addresses and phone numbers; links are kept unless they lead to a person."""
    if not MAY_HOLD_CONTACT.search(words):
        return words
    return _outside_links(words, lambda part: PHONE.sub(_number, EMAIL.sub(NO_EMAIL, part)))


def blank_people(words: str) -> str:
    """The text without e-mail addresses, phone numbers and the names of people to contact."""
    return _outside_links(blank_contacts(words), _blank_names)


def _outside_links(words: str, change: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for link in LINK.finditer(words):
        pieces.append(change(words[end : link.start()]))
        pieces.append("[link removed]" if LINK_TO_A_PERSON.search(link.group()) else link.group())
        end = link.end()
    pieces.append(change(words[end:]))
    return "".join(pieces)


def _number(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found.group())
    before = found.string[max(0, found.start() - 40) : found.start()]
    if digits < 7 or NOT_A_PHONE.search(before):
        return found.group()
    return NO_PHONE


def _blank_names(words: str) -> str:
    if not any(char.isalpha() for char in words):
        return words
    words = ASKED_FOR.sub(_asked_for, words)
    words = ASKED_IN_SMALL.sub(_asked_in_small, words)
    words = RUN.sub(_named_in_passing, words)
    words = BESIDE_CONTACT.sub(_beside_contact, words)
    return ONE_MORE.sub(_one_more, words)


def _bare(word: str) -> str:
    return word.strip(".'’-").lower().removesuffix("'s").removesuffix("’s")


def _could_be_name(word: str) -> bool:
    bare = _bare(word)
    if not bare or bare in NOT_NAMES or bare in VENUE_WORDS or bare in SAINT:
        return False
    shouted = len(bare) > 1 and word.isupper()
    return not shouted or bare in FIRST_NAMES or bare in ONLY_AFTER_A_VERB


def _known(names: list[str]) -> bool:
    """Whether a run starts with a title, a known first name or a name and an initial."""
    first = _bare(names[0]).split("-")[0]
    initial = len(names) > 1 and len(_bare(names[1])) == 1 and _could_be_name(names[0])
    return first in FIRST_NAMES or first in ONLY_AFTER_A_VERB or first in TITLES or initial


def _asked_for(found: re.Match[str]) -> str:
    names = found["name"].split()
    if WEAK_VERBS.match(found["verb"]) and not _known(names):
        return found.group()
    kept = 0
    for word in names:
        if not kept and _bare(word) in TITLES:
            kept = 1
            continue
        if not _could_be_name(word) and not (kept and word.isupper() and _bare(names[0]) in FIRST_NAMES):
            break
        kept += 1
    following = [_bare(word) for word in [*names[kept:], found["after"]]]
    if not kept or any(word.strip() in VENUE_WORDS for word in following):
        return found.group()
    rest = found["name"].split(None, kept)[kept:]
    return f"{found['verb']}{found['gap']}{NO_NAME}{' ' if rest else ''}{''.join(rest)}{found['after']}"


def _asked_in_small(found: re.Match[str]) -> str:
    if found["name"] not in FIRST_NAMES:
        return found.group()
    last = found["last"] or ""
    kept = last if last.strip() in NOT_NAMES else ""
    return f"{found['verb']}{found['gap']}{NO_NAME}{kept}"


def _named_in_passing(found: re.Match[str]) -> str:
    """Blanks "Mary Smith" and "Mary S." in a run of capitals, unless the run names a building or street."""
    words = found.group().split()
    after = re.match(r"[ \t]*(\w+)", found.string[found.end() :])
    around = [_bare(word) for word in words] + ([after[1].lower()] if after else [])
    before = found.string[max(0, found.start() - 14) : found.start()]
    crossing = CROSSING.search(before) or found.string[found.end() : found.end() + 2] == " &"
    if crossing or any(word in VENUE_WORDS for word in around):
        return found.group()
    for place in range(len(words) - 1):
        first, second = _bare(words[place]).split("-")[0], _bare(words[place + 1])
        if first not in FIRST_NAMES or second in NOT_NAMES or f"{first} {second}" in HISTORIC:
            continue
        if place and _bare(words[place - 1]) in SAINT:
            continue
        end = place + 2 if len(second) > 1 or place + 2 >= len(words) else place + 3
        return " ".join([*words[:place], NO_NAME, *words[end:]])
    return found.group()


def _beside_contact(found: re.Match[str]) -> str:
    return f"{NO_NAME}{found['gap']}" if _bare(found["name"]) in FIRST_NAMES else found.group()


def _one_more(found: re.Match[str]) -> str:
    names = found["name"].split()
    if not _could_be_name(names[0]):
        return found.group()
    rest = [word for word in names[1:] if not _could_be_name(word)]
    return " ".join([f"{found['gap']}{NO_NAME}", *rest])
