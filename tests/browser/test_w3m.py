"""The main errand in w3m: words alone, in a terminal of 80 columns, without styles, scripts or pictures."""

import re
import subprocess

import pexpect
import pytest

pytestmark = pytest.mark.browser

WIDTH = 80
ON_HOME = ["911", "988", "Find a recovery meeting", "Town or US ZIP code", "For me", "For someone I love"]
ON_SEARCH = ["meetings near Memphis, TN", "Soonest first", "Find meetings", "Lamp Group", "Lamp Hall"]
ON_MEETING = ["Lamp Group", "Narcotics Anonymous", "Next date", "Tuesday", "Where", "12 Invented Avenue"]
ON_MEETING += ["Getting in", "The green door", "Tell us what is wrong"]
HELP = ["Help now", "Call 911", "1-800-662-4357", "741741", "Independent"]
# What a person would stumble over: code, replacement characters, addresses between words, words run together.
ODD = re.compile(r"\ufffd|[{}]|&\w+;|%[0-9A-F]{2}|</?\w+|\bNone\b|https?://(?!127)|[a-z][A-Z][a-z]+ [a-z]")


@pytest.fixture
def surroundings(tmp_path):
    return {"HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": "xterm", "PATH": "/usr/bin:/bin"}


def in_order(wanted, said):
    at = 0
    for words in wanted:
        found = said.find(words, at)
        assert found >= 0, f"{words} is not said after {said[max(at - 40, 0) : at]!r}"
        at = found + len(words)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("/", ON_HOME), ("/meetings/?near=Memphis", ON_SEARCH), ("/meetings/na/x-{meeting}/", ON_MEETING)],
    ids=["home", "search", "meeting"],
)
def test_words_stand_in_order(live_site, known, surroundings, path, wanted):
    command = ["w3m", "-dump", "-cols", str(WIDTH), "-O", "UTF-8", live_site + path.format(**known)]
    said = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=30).stdout
    in_order(wanted + HELP, said)
    assert ODD.findall(said) == []
    assert max(len(line) for line in said.splitlines()) <= WIDTH + 10


def drawn(words):
    """Words as w3m sends them to a terminal: it steps over a blank rather than write it."""
    return r"(?: |\x1b\[C)".join(re.escape(word) for word in words.split())


def test_a_town_is_typed_and_a_meeting_opened(live_site, known, surroundings):
    size = {"dimensions": (70, WIDTH), "timeout": 20, "encoding": "utf-8"}
    terminal = pexpect.spawn("w3m", ["-no-cookie", live_site], env=surroundings, **size)
    terminal.expect(drawn("Find a recovery meeting"))
    terminal.send("/ZIP code\r\t\r")  # to the words before the box, into the box, open it
    terminal.expect("TEXT")
    terminal.send("Memphis\r\t\r")  # type, to the button, press it
    terminal.expect(drawn("meetings near Memphis, TN"))
    terminal.send("/Lamp Group\r\r")
    terminal.expect(drawn("Lamp Group – Recovery Meetings"))
    terminal.send("\x0c")  # draw all anew: what stood there before is not drawn again
    for words in ("Next date", "12 Invented Avenue", "The green door."):
        terminal.expect(drawn(words))
    terminal.send("Q")
    terminal.expect(pexpect.EOF)
