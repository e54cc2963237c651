"""Guards over every file of the repository: nothing of one machine, nothing unfinished, no download."""

import re

import pytest

from tests.site.sources import name_of, tracked_files


def _any_of(*words):
    """Words to look for, handed over in halves so that this file does not hold them."""
    return "(?:" + "|".join("".join(word) for word in words) + ")"


UNWANTED = {
    "a path of one machine": r"(?:^|[^\w.-])/" + _any_of("work", "farm", "root", "home") + r"/\w",
    "a package registry": _any_of(
        (r"pypi\.", "org"), ("pythonho", "sted"), (r"npmjs\.", "org"), ("index", "-url"), ("find", "-links")
    ),
    "a download address": r"https?://\S+\." + _any_of("whl", r"tar\.\w+", "tgz", "deb") + r"\b",
    "something unfinished": r"\b" + _any_of(("TO", "DO"), ("FIX", "ME"), ("XX", "X")) + r"\b",
    "a conflict mark": r"^(?:<{7}|>{7}) ",
}
TOO_BIG = 4_000_000


def readable(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(what):
    found = [
        f"{name_of(path)}: {hit.group().strip()}"
        for path in tracked_files()
        if (hit := re.search(UNWANTED[what], readable(path), re.M))
    ]
    assert found == []


def test_no_file_is_a_surprise_in_size():
    assert [name_of(path) for path in tracked_files() if path.stat().st_size > TOO_BIG] == []


def test_text_ends_with_a_new_line_and_lines_end_in_nothing():
    kinds = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt"}
    wrong = []
    for path in tracked_files():
        text = readable(path) if path.suffix in kinds and "fixtures" not in path.parts else ""
        if text and (not text.endswith("\n") or re.search(r"[ \t]+$", text, re.M)):
            wrong.append(name_of(path))
    assert wrong == []
