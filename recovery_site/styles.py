"""The site's styles: read once, squeezed, inlined in every page, and named by hash in the CSP."""

import base64
import hashlib
import re

from django.conf import settings

# In the order of the cascade. The print sheet stands last, inside its own media query.
SHEETS = ("tokens", "base", "layout", "components", "print")


def squeeze(css: str) -> str:
    """CSS without comments and needless spaces. Strings in our sheets hold no braces or comments."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


def _read() -> str:
    folder = settings.BASE_DIR / "static" / "css"
    return "".join(squeeze((folder / f"{sheet}.css").read_text(encoding="utf-8")) for sheet in SHEETS)


def _digest(css: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


STYLES = _read()
STYLE_HASHES = (_digest(STYLES),)
