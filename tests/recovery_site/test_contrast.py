"""Colours that stand on each other in our sheets can be told apart, in light and in dark."""

import re

import pytest

from recovery_site.contrast import PAIRS, TEXT, pairs, palettes, ratio
from recovery_site.styles import all_sheets, squeeze
from tests.site.sources import ROOT

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
ON_SCREEN = [name for name in all_sheets() if name not in ("tokens", "print")]


def rules():
    """(sheet, selector, {property: token}) of every rule that names a colour of ours."""
    for name in ON_SCREEN:
        css = squeeze((ROOT / "static" / "css" / f"{name}.css").read_text("utf-8"))
        for selector, body in RULE.findall(css):
            yield name, selector, dict(re.findall(r"([a-z-]+):[^;]*var\(--([a-z-]+)\)", body))


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("#fff", "#000000", 21.0),
        ("#777", "#ffffff", 4.4),
        ("#767676", "#fff", 4.5),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_that_of_wcag_and_is_never_rounded_up(one, other, expected):
    assert ratio(one, other) == ratio(other, one) == expected


def test_every_pair_is_far_enough_apart_in_light_and_dark():
    weak = [pair for pair in pairs() if min(pair.light, pair.dark) < pair.least]
    assert weak == []


def test_light_and_dark_name_the_same_colours():
    light, dark = palettes()
    assert light.keys() == dark.keys()
    assert light != dark


def test_whatever_sets_both_text_and_ground_is_a_pair_that_is_checked():
    known = {(text, ground) for text, ground, _least in PAIRS}
    used = {
        (found["color"], found.get("background"))
        for _name, _selector, found in rules()
        if "color" in found and found.get("background", found["color"]) != found["color"]
    }
    assert used - known == set()


def test_every_colour_of_texts_and_controls_is_checked_on_every_ground_it_may_stand_on():
    texts = {text for text, _ground, least in PAIRS if least == TEXT}
    checked = {text for text, _ground, _least in PAIRS}
    grounds = {ground for _text, ground, _least in PAIRS}
    _light, dark = palettes()
    for name, selector, found in rules():
        assert found.get("color", "ink") in texts, (name, selector)
        assert found.get("outline", "focus") in checked, (name, selector)
        assert found.get("background", "ground") in grounds, (name, selector)
    assert set(dark) - checked - grounds == {"hair"}  # divides what space divides already
