"""No page misses a sheet: a class in it that has rules somewhere has one in the sheets the page names."""

import re
from functools import lru_cache

import pytest

from articles.markdown import KNOWN_MARKS
from recovery_site.styles import CORE, LAST, all_sheets, sheet
from tests.site.addresses import ADDRESSES, STATES
from tests.site.sources import ROOT, name_of, templates

TEMPLATES = ROOT / "templates"
NAMED = re.compile(r"{% block sheets %}([a-z ]+){% endblock")
CLASSES = re.compile(r"""\bclass(?:=|["']: )\\?["']([^"'\\]+)""")
PUT_IN = re.compile(r'{% (?:include|unchanging|extends) "([^"]+)"')
SHADES = {"s1", "s2", "s3"}  # darker by numbers: each picture has rules of its own, and need not have all
SELECTOR = re.compile(r"([^{}]+)\{")
# What tags and views put into a page that no {% include %} names.
BY_TAG = {
    "{% rows ": ["components/_rows.jinja"],
    "{% facets ": ["components/_facets.jinja"],
    "{% icon ": ["components/_icon.html"],
    "{% related_guides ": ["components/_related_guides.html"],
    "{{ map }}{{ glance }}": ["components/_map.html", "components/_glance.html"],
    "{% live_body ": [
        *(str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "articles" / "live").iterdir()),
        "components/_line.html",
        "../articles/markdown.py",
    ],
}
ON_PAGES = [name for name, address in (ADDRESSES | STATES).items() if address.is_page]
PAGES = [
    path
    for path in templates()
    if path.suffix == ".html" and '{% extends "base.html" %}' in path.read_text("utf-8")
]


@lru_cache
def styled_by(name):
    """The classes that the rules of a sheet name."""
    return frozenset(re.findall(r"\.([a-z][\w-]*)", " ".join(SELECTOR.findall(sheet(name)))))


STYLED = frozenset().union(*map(styled_by, all_sheets())) - SHADES


def styles_of(names):
    return frozenset().union(*map(styled_by, (*CORE, *names, *LAST)))


@lru_cache
def classes_of(name):
    """Every class that a template, or a piece that it puts in, can write."""
    path = TEMPLATES / name
    if not path.exists():  # {% unchanging %} names a piece without its folder
        path = TEMPLATES / "components" / name
    source = path.read_text("utf-8")
    pieces = PUT_IN.findall(source)
    pieces += [piece for tag, several in BY_TAG.items() if tag in source for piece in several]
    own = {one for found in CLASSES.findall(re.sub(r"{%.*?%}", " ", source)) for one in found.split()}
    if name.endswith("markdown.py"):
        own |= set(" ".join(KNOWN_MARKS.values()).split())
    return frozenset(own).union(*map(classes_of, pieces))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_names_the_sheets_of_its_classes(path):
    named = NAMED.search(path.read_text("utf-8"))
    has = styles_of(named[1].split() if named else ())
    assert (classes_of(str(path.relative_to(TEMPLATES))) & STYLED) - has == set()


@pytest.mark.parametrize("name", ON_PAGES)
def test_a_page_holds_the_styles_of_its_classes(visits, name):
    page = visits[name].page
    used = {one for element in page.elements for one in element.attrs.get("class", "").split()}
    css = "".join(map(str, page.one("style").children))
    has = set(re.findall(r"\.([a-z][\w-]*)", " ".join(SELECTOR.findall(css))))
    assert (used & STYLED) - has == set()


def test_every_class_with_a_rule_stands_in_a_template_or_a_script():
    public = [path for path in templates() if not {"admin", "registration"} & set(path.parts)]
    written = frozenset().union(*(classes_of(str(path.relative_to(TEMPLATES))) for path in public))
    makers = [*(ROOT / "static" / "js").glob("*.js"), *(ROOT / "meetings").rglob("*.py")]
    elsewhere = " ".join(path.read_text("utf-8") for path in makers)
    assert {one for one in STYLED - written if one not in elsewhere} == set()
