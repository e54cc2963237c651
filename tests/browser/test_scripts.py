"""Scripts are read by a browser of 2016: one word of newer syntax, and nothing of a file runs."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser

PARSER = Path(__file__).parent / "node_modules/acorn/bin/acorn"


def test_all_scripts_are_ecmascript_5():
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
    assert len(scripts) > 2
    command = ["node", PARSER, "--ecma5", "--silent"]
    wrong = [subprocess.run([*command, one], capture_output=True, text=True).stderr for one in scripts]
    assert [words for words in wrong if words] == []
