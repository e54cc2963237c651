"""The site's styles: read once, squeezed, inlined in every page, and named by hash in the policy (CSP).

Each page holds the core and the sheets that it names itself, in one <style>: templates/base.html.
"""

import base64
import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

# In the order of the cascade. What a page adds stands before the print sheet.
CORE = ("tokens", "base", "layout", "components")
LAST = ("print",)
FOLDER = settings.BASE_DIR / "static" / "css"
USES_TOKEN = re.compile(r"(?<![\w-])(?!--)([a-z-]+):([^;{}]*var\(--[a-z-]+\)[^;{}]*)")
TOKEN = re.compile(r"var\((--[a-z-]+)\)")


class Styles(NamedTuple):
    """The text of a <style> element, and its name in the policy."""

    css: str
    digest: str


def squeeze(css: str) -> str:
    """CSS without comments and needless spaces. Strings in our sheets hold no braces or comments."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


def tokens_of(css: str) -> dict[str, str]:
    """The custom properties of the first rule: the light ones, which everything starts from."""
    first = css[css.index("{") + 1 : css.index("}")]
    pairs = (declaration.split(":", 1) for declaration in first.split(";") if ":" in declaration)
    return {name.strip(): value.strip() for name, value in pairs if name.strip().startswith("--")}


def with_literals(css: str, tokens: dict[str, str]) -> str:
    """Before each use of a custom property the same with its literal value, for browsers that know none."""

    def twice(found: re.Match[str]) -> str:
        name, value = found.groups()
        literal = TOKEN.sub(lambda token: tokens[token.group(1)], value)
        return f"{name}:{literal};{name}:{value}"

    return USES_TOKEN.sub(twice, css)


@lru_cache(maxsize=32)
def sheet(name: str) -> str:
    """A sheet as pages hold it. Raises FileNotFoundError for one that static/css does not have."""
    css = squeeze((FOLDER / f"{name}.css").read_text(encoding="utf-8"))
    return css if name == "tokens" else with_literals(css, tokens_of(sheet("tokens")))


@lru_cache(maxsize=32)
def styles_with(*more: str) -> Styles:
    """The styles of a page that names these sheets."""
    css = "".join(sheet(name) for name in (*CORE, *more, *LAST))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Styles(css, f"sha256-{digest}")


def all_sheets() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.css"))


# Changes with any sheet: pages that browsers and caches keep are asked for again.
MARK = hashlib.sha256("".join(sheet(name) for name in all_sheets()).encode()).hexdigest()[:8]
