"""From the Markdown that people write to HTML that is safe to show: CommonMark, tables, our marks, no HTML.

Our marks: `[^source-slug]` is a footnote to a source; `{.advice}`, `{.danger}`, `{.caption}` end a paragraph;
`[[name argument]]` alone on a line is a block that recovery_site/templatetags/live.py fills when the page is
shown. What comes out is cleaned once more by nh3, so that no mistake here lets a script through.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.words_used import WordsUsed

LIVE = re.compile(r"\[\[([a-z][a-z-]*)((?: [a-z0-9-]+)*)\]\]")
MARKS = re.compile(r"\s*\{((?:\s*\.[a-z]+)+)\s*\}\s*$")
# Mark -> class of the paragraph.
KNOWN_MARKS = {"advice": "advice", "danger": "warning", "caption": ""}
FOOTNOTE = re.compile(r"\[\^([a-z0-9-]{1,60})\]")
MOST_CHARACTERS = 100_000

TAGS = set("h2 h3 p ul ol li strong em a sup blockquote code pre hr br".split())
TAGS |= set("table caption thead tbody tr th td".split())
ATTRIBUTES = {
    "a": {"href", "rel", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "th": {"scope"},
    "td": {"data-label"},
    "ol": {"start"},
}
CLASSES = {"p": {"advice", "warning", "live"}, "table": {"cards"}}
SCHEMES = {"https", "http", "tel", "sms", "mailto"}


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML to show, and what was found on the way."""

    html: str
    sources: tuple[str, ...]  # slugs, in the order in which the text cites them
    contents: tuple[Heading, ...]  # headings of the second level
    words: int


def render(text: str, terms: Mapping[str, str] | None = None) -> Rendered:
    """`terms` gives the slug of a glossary word by each of its forms in small letters.

    After the block in which a word stands first comes a live block `terms` with the slugs.
    """
    tokens = parse(text)
    sources = _number_footnotes(tokens)
    contents = _name_headings(tokens)
    words = sum(len(plain(token).split()) for token in tokens if token.type == "inline")
    shown = _explained(tokens, WordsUsed(terms)) if terms else tokens
    html: str = _MARKDOWN.renderer.render(shown, _MARKDOWN.options, {})
    return Rendered(clean(html), sources, contents, words)


def clean(html: str) -> str:
    """Only the tags, attributes, classes and kinds of addresses that `render` makes."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def parse(text: str) -> list[Token]:
    """Tokens with our marks read: see `marks_of` and the token types `live` and `footnote`."""
    # Half a character cannot be written down: it is shown as "?".
    written = text[:MOST_CHARACTERS].encode(errors="replace").decode()
    tokens = _MARKDOWN.parse(written)
    _read_marks(tokens)
    _head_cells(tokens)
    return _captioned(_with_live_blocks(tokens))


def plain(token: Token) -> str:
    """The words of an inline token, without footnotes and marks."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def marks_of(token: Token) -> frozenset[str]:
    """The marks of the paragraph that this token opens."""
    return frozenset(token.meta.get("marks", ()))


def cited_in(token: Token) -> list[str]:
    """Slugs of the sources that an inline token cites."""
    return [child.meta["slug"] for child in token.children or () if child.type == "footnote"]


def _footnote(state: StateInline, silent: bool) -> bool:
    found = FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.meta = {"slug": found[1]}
    state.pos = found.end()
    return True


def _read_marks(tokens: list[Token]) -> None:
    """`{.advice}` at the end of a paragraph becomes a class of it."""
    for opening, inline in pairwise(tokens):
        children = inline.children if opening.type == "paragraph_open" else None
        if not children or children[-1].type != "text" or not (found := MARKS.search(children[-1].content)):
            continue
        children[-1].content = children[-1].content[: found.start()]
        marks = sorted(KNOWN_MARKS.keys() & {name.strip() for name in found[1].split(".")})
        opening.meta["marks"] = marks
        if classes := " ".join(KNOWN_MARKS[mark] for mark in marks if KNOWN_MARKS[mark]):
            opening.attrSet("class", classes)


def _with_live_blocks(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        live = LIVE.fullmatch(token.content.strip()) if token.type == "inline" and token.level == 1 else None
        if live and found and found[-1].type == "paragraph_open":
            found[-1].attrSet("class", "live")
            found[-1].meta["live"] = live[0].strip("[]")
            token.children = [Token("text", "", 0, content=live[0].strip("[]"))]
        found.append(token)
    return found


def _head_cells(tokens: list[Token]) -> None:
    """Headings of columns say so, and each cell names its own: on a phone a row is read as a card.

    Roles, because a table that is shown as blocks is no table to some screen readers.
    """
    labels: list[str] = []
    column = 0
    for token, after in pairwise(tokens):
        if token.type == "thead_open":
            labels = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            labels.append(plain(after))
        elif token.type == "td_open":
            token.attrSet("data-label", labels[column] if column < len(labels) else "")
            column += 1


def _captioned(tokens: list[Token]) -> list[Token]:
    """A paragraph marked as caption goes into the table after it; what it cites stands below the table."""
    found: list[Token] = []
    cited: list[Token] = []
    for token in tokens:
        if token.type == "table_open" and len(found) > 2 and "caption" in marks_of(found[-3]):
            opening, inline, closing = found[-3:]
            del found[-3:]
            token.meta["marks"], token.meta["cited"] = opening.meta["marks"], cited_in(inline)
            opening.tag = closing.tag = "caption"
            opening.attrs = {}
            opening.type, closing.type = "caption_open", "caption_close"
            closing.meta["goes_on"] = True
            # A table laid out as cards has no place for a link beside its rows.
            cited = [child for child in inline.children or () if child.type == "footnote"]
            inline.children = [child for child in inline.children or () if child.type != "footnote"]
            found += [token, opening, inline, closing]
        else:
            found.append(token)
        if token.type == "table_close" and cited:
            token.meta["goes_on"] = True
            found += _paragraph(cited)
            cited = []
    return found


def _paragraph(children: list[Token], kind: str = "") -> list[Token]:
    opening = Token("paragraph_open", "p", 1, attrs={"class": kind} if kind else {}, block=True)
    inline = Token("inline", "", 0, level=1, children=children)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def _number_footnotes(tokens: list[Token]) -> tuple[str, ...]:
    numbers: dict[str, int] = {}
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote":
                child.meta["number"] = numbers.setdefault(child.meta["slug"], len(numbers) + 1)
    return tuple(numbers)


def _name_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Gives each heading an anchor of its own; the page's own heading stands above them."""
    used: set[str] = set()
    contents = []
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = plain(inline)
        anchor = slugify(text)[:60] or "part"
        while anchor in used:
            anchor += "-more"
        used.add(anchor)
        opening.attrSet("id", anchor)
        if opening.tag == "h2":
            contents.append(Heading(anchor, text))
    return tuple(contents)


def _explained(tokens: list[Token], words: WordsUsed) -> list[Token]:
    """With a live block `terms` after each block of the top level that is the first to use a word."""
    found: list[Token] = []
    new: list[str] = []
    heading = False
    for token in tokens:
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        found.append(token)
        if token.type == "inline" and not heading:
            new += words.first_used(plain(token))
        ends = token.level == 0 and token.nesting <= 0 and not token.meta.get("goes_on")
        if new and ends and not heading:
            found += _live_block(f"terms {' '.join(new)}")
            new = []
    return found


def _live_block(content: str) -> list[Token]:
    return _paragraph([Token("text", "", 0, content=content)], "live")


def _footnote_html(_renderer: object, tokens: list[Token], index: int, *_rest: object) -> str:
    meta = tokens[index].meta
    return f'<sup><a href="#source-{meta["slug"]}">[{meta["number"]}]</a></sup>'


def _link_html(renderer: object, tokens: list[Token], index: int, options: object, env: object) -> str:
    token = tokens[index]
    if str(token.attrGet("href") or "").startswith(("http:", "https:")):
        token.attrSet("rel", "noreferrer")
    return str(renderer.renderToken(tokens, index, options, env))  # type: ignore[attr-defined]


def _heading_html(renderer: object, tokens: list[Token], index: int, options: object, env: object) -> str:
    token = tokens[index]
    token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
    return str(renderer.renderToken(tokens, index, options, env))  # type: ignore[attr-defined]


def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block"])
    made.inline.ruler.before("link", "footnote", _footnote)
    made.add_render_rule("footnote", _footnote_html)
    made.add_render_rule("link_open", _link_html)
    made.add_render_rule("heading_open", _heading_html)
    made.add_render_rule("heading_close", _heading_html)
    made.add_render_rule("table_open", lambda *_: '<table class="cards">')
    return made


_MARKDOWN = _markdown()
