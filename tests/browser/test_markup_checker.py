"""The Nu HTML Checker on every page, as served: an error fails, a warning is told."""

import json
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser.pages import MISSING, PAGES

pytestmark = pytest.mark.browser

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
# A list without bullets is none to Safari unless it says so.
WANTED = "The “list” role is unnecessary"
IN_SPANISH = ("home", "results", "meeting", "help now", "guide with warnings")


def served(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as missing:
        return missing.code, missing.read()


def told(folder):
    """What the checker says of all files of a folder: kind, words, file, line and the piece meant."""
    command = ["java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", CHECKER, "--format", "json", "--stdout"]
    answer = subprocess.run([*command, "--exit-zero-always", folder], capture_output=True, timeout=120)
    return [
        (
            one.get("subType", one["type"]),
            one["message"],
            Path(unquote(one["url"])).stem,
            one.get("lastLine"),
            one.get("extract"),
        )
        for one in json.loads(answer.stdout)["messages"]
    ]


def test_the_html_checker_finds_no_error(live_site, address, tmp_path, record_property):
    for name in PAGES:
        status, html = served(address(name))
        assert status == MISSING.get(name, 200), name
        (tmp_path / f"{name}.html").write_bytes(html)
    for name in IN_SPANISH:
        status, html = served(address(name).replace(live_site, f"{live_site}/es"))
        assert status == 200, f"{name} in Spanish"
        (tmp_path / f"{name} in Spanish.html").write_bytes(html)
    found = told(tmp_path)
    warnings = Counter(one[1] for one in found if one[0] == "warning" and WANTED not in one[1])
    for words, times in warnings.items():
        record_property("said", f"HTML checker warns {times} times: {words}")
    assert [one for one in found if one[0] not in ("info", "warning")] == []


def test_the_html_checker_sees_an_error(tmp_path):
    """One that looked at nothing would find nothing either."""
    (tmp_path / "odd.html").write_text("<!doctype html><p>No title</b>")
    assert "error" in {one[0] for one in told(tmp_path)}
