"""Markdown becomes HTML that is safe whatever somebody wrote, with our marks read."""

import re
from html.parser import HTMLParser

import pytest

from articles.markdown import render

UNSAFE_TAGS = {
    "script",
    "iframe",
    "object",
    "embed",
    "style",
    "form",
    "input",
    "svg",
    "img",
    "base",
    "meta",
    "link",
}
ATTEMPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1) )",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    '[x](https://example.org "onmouseover=alert(1)")',
    '[x](https://example.org" onmouseover="alert(1))',
    "![x](https://tracker.example/pixel.gif)",
    "![x][y]\n\n[y]: https://tracker.example/pixel.gif",
    "<iframe src='https://example.org'></iframe>",
    "<div style='background:url(https://tracker.example)'>x</div>",
    "<svg/onload=alert(1)>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "<!-- --><script>alert(1)</script>",
    "[[line emergency]] <script>",
    '[["><script>alert(1)</script>]]',
    '[^"><script>alert(1)</script>]',
    "x {.advice onclick=alert(1)}",
    "x {.live}",
    "<p class='live'>line emergency</p>",
    "| <script>a | b |\n|---|---|\n| <img src=x onerror=b> | c",
    "# <script>x</script> {.advice}",
    "\x00<script\x00>alert(1)</script>",
]


class Found(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.bad = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            unsafe = name.startswith("on") or name in ("style", "src", "srcset")
            # A cell's label is text that is only ever shown.
            if unsafe or (
                name != "data-label" and re.match(r"\s*(?:javascript|data|vbscript):", value or "", re.I)
            ):
                self.bad.append((tag, name, value))


def found_in(html):
    found = Found()
    found.feed(html)
    found.close()
    return found


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_attempt_to_let_something_run_or_load_gets_through(attempt):
    found = found_in(render(f"Before.\n\n{attempt}\n\nAfter.").html)
    assert not UNSAFE_TAGS & set(found.tags)
    assert found.bad == []


def test_a_live_block_cannot_be_written_as_html():
    assert 'class="live"' not in render("<p class='live'>line emergency</p>\n\nx {.live}").html


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5000 + "deep",
        "- " * 3000 + "x",
        "[" * 5000,
        "*" * 5000 + "x",
        "**_" * 2000,
        "[[" * 4000,
        "[^" * 4000,
        "|" * 3000 + "\n" + "|-" * 1500 + "|\n",
        "| a | b |\n|---|\n| c |",
        "| a |\n|---|---|---|\n| b | c | d | e | f |",
        "x" * 300_000,
        "",
        "\r\n\r\n",
        "\ud83d\ude00",
    ],
)
def test_huge_deep_and_broken_texts_still_make_a_page(text):
    html = render(text).html
    assert len(html) < 1_000_000
    assert not UNSAFE_TAGS & set(found_in(html).tags)


def test_a_footnote_is_a_numbered_link_to_its_source_and_the_same_source_keeps_its_number():
    found = render("One.[^text-na] Two.[^text-ha] Three.[^text-na]")
    assert found.sources == ("text-na", "text-ha")
    assert found.html.count('<sup><a href="#source-text-na">[1]</a></sup>') == 2
    assert '<sup><a href="#source-text-ha">[2]</a></sup>' in found.html


def test_advice_and_warnings_become_classes_and_the_mark_is_not_read():
    html = render("Try two. {.advice}\n\nCall now.[^x] {.danger}\n\nNever alone. {.danger .advice}").html
    assert '<p class="advice">Try two.</p>' in html
    assert '<p class="warning">Call now.' in html
    assert '<p class="advice warning">Never alone.</p>' in html
    assert "{." not in html


def test_a_caption_goes_into_its_table_and_each_cell_names_its_column():
    html = render("What it is for.[^x] {.caption}\n\n| Part | Use |\n|---|---|\n| Steps | A path |\n").html
    assert html.index("<table") < html.index("<caption>What it is for.") < html.index("<thead")
    assert html.count('<th scope="col">') == 2
    assert re.search(r'<td[^>]*data-label="Use"[^>]*>A path</td>', html)
    assert html.rstrip().endswith('<p><sup><a href="#source-x">[1]</a></sup></p>')


def test_headings_have_anchors_of_their_own_and_make_the_contents():
    found = render("## Cost\n\nx\n\n## Cost\n\n### More\n\nx\n\n# Big\n")
    assert [(one.anchor, one.text) for one in found.contents] == [("cost", "Cost"), ("cost-more", "Cost")]
    assert "<h1" not in found.html


def test_a_link_outside_does_not_tell_where_the_reader_came_from():
    html = render("[a](https://na.org/) [b](/guides/x/) [911](tel:911)").html
    assert '<a href="https://na.org/" rel="noreferrer">a</a>' in html
    assert '<a href="/guides/x/">b</a>' in html
    assert '<a href="tel:911">911</a>' in html


def test_a_live_block_stands_alone_on_its_line():
    assert '<p class="live">near memphis-tn</p>' in render("[[near memphis-tn]]").html
    assert 'class="live"' not in render("Look: [[near memphis-tn]]").html


def test_a_word_is_explained_after_the_block_that_uses_it_first():
    terms = {"sponsor": "sponsor", "sponsors": "sponsor", "home group": "home-group"}
    html = render("## A sponsor\n\nAsk.\n\nSponsors help.\n\nA sponsor of a home group.\n", terms).html
    assert (
        html.index("Sponsors help")
        < html.index('<p class="live">terms sponsor</p>')
        < html.index("of a home")
    )
    assert html.count("terms sponsor") == 1
    assert html.rstrip().endswith('<p class="live">terms home-group</p>')


def test_a_word_in_a_caption_is_explained_below_the_table_and_what_it_cites():
    text = "What a sponsor does.[^x] {.caption}\n\n| Part |\n|---|\n| A path |\n"
    html = render(text, {"sponsor": "sponsor"}).html
    order = [html.index(part) for part in ("</caption>", "</table>", "#source-x", "terms sponsor")]
    assert order == sorted(order)


def test_a_word_in_a_list_is_explained_after_the_list():
    html = render("- a sponsor\n- b\n", {"sponsor": "sponsor"}).html
    assert html.index("</ul>") < html.index("terms sponsor")


def test_the_same_text_is_made_the_same_each_time():
    text = "A.[^x]\n\n## B\n\n| a |\n|---|\n| b |\n"
    assert render(text) == render(text)
