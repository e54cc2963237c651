"""The page reader finds what it is there to find: a guard that cannot fail guards nothing."""

import pytest

from tests.site.markup import (
    Page,
    dangling_references,
    loaded_from_outside,
    repeated_ids,
    unlabelled_controls,
)

GOOD = "<!doctype html><html lang=en><head><title>A</title></head><body><p>b<br></p></body></html>"


def test_a_sound_page_has_no_faults():
    assert Page(GOOD).faults == []


@pytest.mark.parametrize(
    "body",
    ["<p>a</div></p>", "<div><p></div>", "</br>", "<b><i></b></i>", "<a class=x class=y></a>", "<section>"],
)
def test_unsound_markup_is_named(body):
    assert Page(GOOD.replace("<p>b<br></p>", body)).faults


def test_text_is_the_words_without_styles():
    assert Page("<div>a <b>b</b><style>c</style>d</div>").one("div").text == "a b d"


def test_repeated_ids_and_dangling_references_are_named():
    page = Page('<i id=a></i><b id=a></b><a href="#nowhere">x</a><label for=missing>y</label>')
    assert repeated_ids(page) == ["a"]
    assert dangling_references(page) == ["#nowhere", "missing"]


@pytest.mark.parametrize(
    "control", ["<input>", "<select></select>", "<button></button>", "<input type=submit>", "<input id=x>"]
)
def test_a_control_without_a_name_is_named(control):
    assert unlabelled_controls(Page(control))


@pytest.mark.parametrize(
    "control",
    [
        "<label>Town <input></label>",
        "<label for=x>Town</label><input id=x>",
        "<input type=hidden>",
        "<button>Find</button>",
        "<input aria-label=Town>",
    ],
)
def test_a_control_with_a_name_is_fine(control):
    assert unlabelled_controls(Page(control)) == []


@pytest.mark.parametrize(
    "element",
    [
        '<img src="https://other.example/a.png">',
        '<img srcset="/a.png 1x, //other.example/b.png 2x">',
        '<script src="//other.example/a.js"></script>',
        '<link rel="preconnect" href="https://other.example">',
        '<link rel="stylesheet" href="https://other.example/a.css">',
        '<form action="https://other.example/"></form>',
        '<meta http-equiv="refresh" content="0;url=https://other.example/">',
        "<style>a { background: url('https://other.example/a.png') }</style>",
        '<style>@import "//other.example/a.css";</style>',
        '<p style="background:url(//other.example/a.png)"></p>',
    ],
)
def test_what_a_browser_would_load_from_elsewhere_is_named(element):
    assert loaded_from_outside(Page(element))


def test_links_to_tap_and_own_files_are_not_loading():
    page = Page(
        '<a href="https://other.example/">x</a><img src="/a.png"><link rel=canonical href="https://x.example/">'
    )
    assert loaded_from_outside(page) == []
