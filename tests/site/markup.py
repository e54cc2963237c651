"""Reads a page into a small tree and says what is wrong with it. Knows HTML's rules, nothing of the site."""

import re
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
MAY_STAY_OPEN = frozenset({"html", "body", "head"})
LABELLED = frozenset({"input", "select", "textarea"})
LOADING = {"src", "srcset", "data", "poster", "background", "manifest", "action", "formaction"}
LOADING_LINKS = frozenset(
    """stylesheet icon apple-touch-icon mask-icon preload prefetch preconnect dns-prefetch
    modulepreload manifest""".split()
)
OUTSIDE = re.compile(r"(?:https?:)?//[^\s\"')>,]+", re.I)
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", re.I)


class Element:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children, self.own_text = [], []

    @property
    def text(self):
        """All words inside, in order, with single spaces."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style"):
                yield " "
                yield from child._pieces()
                yield " "

    def all(self, *tags):
        """Every element of these kinds inside, in order."""
        inner = [child for child in self.children if not isinstance(child, str)]
        return [
            found for child in inner for found in [*([child] if child.tag in tags else []), *child.all(*tags)]
        ]

    @property
    def ancestors(self):
        found, element = [], self.parent
        while element is not None:
            found.append(element.tag)
            element = element.parent
        return found


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.elements, self.faults = [], []
        self._open = self.root
        self.feed(html)
        self.close()
        left = [tag for tag in self._open_tags() if tag not in MAY_STAY_OPEN]
        self.faults += [f"<{tag}> is never closed" for tag in left]
        if not html.lstrip().lower().startswith("<!doctype html>"):
            self.faults.append("no <!doctype html>")

    def _open_tags(self):
        return [*([self._open.tag] if self._open.tag else []), *[t for t in self._open.ancestors if t]]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open)
        self._open.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open = self._open.parent

    def handle_endtag(self, tag):
        if tag in VOID:
            self.faults.append(f"</{tag}> closes what needs no closing")
        elif tag != self._open.tag:
            self.faults.append(f"</{tag}> where <{self._open.tag}> is open, line {self.getpos()[0]}")
            if tag in self._open_tags():
                while self._open.tag != tag:
                    self._open = self._open.parent
                self._open = self._open.parent
        else:
            self._open = self._open.parent

    def handle_data(self, data):
        self._open.children.append(data)

    def all(self, *tags):
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag):
        (element,) = self.all(tag)
        return element

    def by_id(self, name):
        return next((element for element in self.elements if element.attrs.get("id") == name), None)


def repeated_ids(page):
    ids = [element.attrs["id"] for element in page.elements if "id" in element.attrs]
    return sorted({name for name in ids if ids.count(name) > 1})


def dangling_references(page):
    """`for`, `aria-labelledby` and the like, and #fragments, that name no id of the page."""
    ids = {element.attrs["id"] for element in page.elements if "id" in element.attrs}
    found = []
    for element in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list"):
            found += [target for target in element.attrs.get(name, "").split() if target not in ids]
        href = element.attrs.get("href", "")
        if href.startswith("#") and href != "#" and href[1:] not in ids:
            found.append(href)
    return found


def unlabelled_controls(page):
    """Form controls and buttons that a screen reader could not name."""
    labels = {label.attrs["for"] for label in page.all("label") if label.attrs.get("for") and label.text}
    found = []
    for control in page.all(*LABELLED, "button"):
        attrs = control.attrs
        if attrs.get("type") in ("hidden", "submit", "reset", "button", "image") and control.tag == "input":
            named = attrs.get("type") == "hidden" or attrs.get("value") or attrs.get("alt")
        elif control.tag == "button":
            named = control.text
        else:
            named = attrs.get("id") in labels or "label" in control.ancestors
        if not (named or attrs.get("aria-label") or attrs.get("aria-labelledby")):
            found.append(f"<{control.tag} {attrs}>")
    return found


def loaded_from_outside(page):
    """Addresses of other hosts that a browser would ask by itself, or send a form to."""
    found = []
    for element in page.elements:
        attrs = element.attrs
        found += [value for name in LOADING & attrs.keys() for value in OUTSIDE.findall(attrs[name])]
        if element.tag == "link" and LOADING_LINKS & set(attrs.get("rel", "").lower().split()):
            found += OUTSIDE.findall(attrs.get("href", ""))
        if element.tag == "base":
            found.append(f"<base {attrs}>")
        if element.tag == "meta" and attrs.get("http-equiv", "").lower() == "refresh":
            found += OUTSIDE.findall(attrs.get("content", ""))
        if element.tag in ("style", "script"):
            found += outside_in_styles("".join(map(str, element.children)))
        found += outside_in_styles(attrs.get("style", ""))
    return found


def outside_in_styles(text):
    addresses = [first or second for first, second in IN_STYLES.findall(text)]
    return [address for address in addresses if OUTSIDE.match(address.strip())]


def links(page):
    return [element for element in page.all("a", "area") if "href" in element.attrs]
