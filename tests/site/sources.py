"""The project's own files, for the guards that read them instead of the pages."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("recovery_site", "fellowships", "meetings", "articles")


def python_files(*folders, migrations=False):
    found = [path for folder in folders or APPS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if migrations or "migrations" not in path.parts]


def templates():
    return sorted((ROOT / "templates").rglob("*.*"))


def static_files(*endings):
    return [path for path in sorted((ROOT / "static").rglob("*")) if path.suffix in endings]


def tracked_files():
    """Every file that is or would be committed; the guards on them mean nothing outside a checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def name_of(path):
    return str(path.relative_to(ROOT))
