"""Lighthouse on a phone profile: all that it can say against the main pages is said here and fails."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.browser.hearing import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
MAIN = ("home", "results", "meeting", "compared", "guide with warnings")
GATES = ("accessibility", "best-practices", "seo")


def asked(pages, folder):
    """One browser and one program for all pages: either takes seconds to start."""
    question = {"chromium": CHROMIUM, "flags": FLAGS, "pages": pages}
    answer = subprocess.run(
        ["node", HERE / "lighthouse.mjs"],
        input=json.dumps(question),
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "CI": "1"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_lighthouse_gives_the_main_pages_100(address, tmp_path, record_property):
    found = asked({name: address(name) for name in MAIN}, tmp_path)
    for name, page in found.items():
        record_property("said", f"Lighthouse, {name}: {page['scores']}")
    faults = [
        (name, gate, page["scores"][gate], page["failing"][gate], page["error"])
        for name, page in found.items()
        for gate in GATES
        if page["scores"][gate] != 100
    ]
    assert faults == []
    assert list(found) == list(MAIN)
