"""How well colours can be told apart, by the formula of WCAG 2: from 1 (not at all) to 21."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from recovery_site.styles import sheet, tokens_of

TEXT: Final = 4.5
CONTROL: Final = 3.0  # borders of what can be pressed or filled in, the ring around the focus
GROUNDS: Final = ("ground", "card", "tint", "warm")
# What stands on what in our sheets; tests/recovery_site/test_contrast.py looks whether that is all.
PAIRS: Final = (
    *((text, ground, TEXT) for text in ("ink", "soft", "link") for ground in GROUNDS),
    *((border, ground, CONTROL) for border in ("edge", "focus") for ground in GROUNDS),
    ("on-link", "link", TEXT),
    ("ground", "ink", TEXT),
    ("note", "note-tint", TEXT),
    ("live", "live-tint", TEXT),
)
HEX: Final = re.compile(r"#(?:[0-9a-f]{3}){1,2}")


class Pair(NamedTuple):
    """A colour on its ground, and how far apart they are in light and in dark."""

    text: str
    ground: str
    least: float
    light: float
    dark: float


@lru_cache(maxsize=1)
def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the tokens by name, light and dark, as static/css/tokens.css has them."""
    css = sheet("tokens")
    light, dark = tokens_of(css), tokens_of(css[css.rindex("{") - 1 :])
    return _colours(light), _colours(dark)


def _colours(tokens: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("--"): value for name, value in tokens.items() if HEX.fullmatch(value)}


def pairs() -> list[Pair]:
    light, dark = palettes()
    return [
        Pair(text, ground, least, ratio(light[text], light[ground]), ratio(dark[text], dark[ground]))
        for text, ground, least in PAIRS
    ]


def ratio(one: str, other: str) -> float:
    """Of two colours like #fff or #0b5563, cut off after one decimal as nobody should round up to a pass."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return int((lighter + 0.05) / (darker + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    digits = colour[1:]
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    channels = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
