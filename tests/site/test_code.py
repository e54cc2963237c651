"""Guards over the source: which part may know which, how long a file may get, what may skip escaping."""

import ast
import re

import pytest
from django.core.management import call_command

from tests.site.sources import APPS, name_of, python_files, templates

MAY_IMPORT = {
    "recovery_site": set(APPS),
    "articles": {"articles", "fellowships"},
    "meetings": {"meetings", "fellowships"},
    "fellowships": {"fellowships"},
}
UNESCAPED = re.compile(
    r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|mark_safe|SafeString|SafeText|html_safe|__html__"
)
# Files that may mark text as ready HTML, and why that is safe.
MAY_MARK_SAFE = {
    "recovery_site/templatetags/styling.py": "our own style sheets, and our own drawings",
    "recovery_site/templatetags/fragments.py": "what a fragment rendered, which escapes all it is given",
    "recovery_site/templatetags/live.py": "HTML that our renderer made and cleaned, and our templates",
    "recovery_site/templatetags/languages.py": "what templates rendered, with fixed words added to links",
    "recovery_site/templatetags/paper.py": "squares that segno drew: no letter of the address is in them",
    "templates/registration/invitation_email.txt": "a mail is plain text, not HTML",
    "templates/registration/password_reset_email.txt": "a mail is plain text, not HTML",
    "fellowships/json_ld.py": "JSON with every angle bracket and ampersand escaped",
}


def imported_apps(path):
    """(line, app) for every import of one of the project's own apps."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} is a relative import"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            if name.split(".")[0] in APPS:
                yield node.lineno, name.split(".")[0]


@pytest.mark.parametrize("app", APPS)
def test_imports_go_one_way(app):
    wrong = [
        f"{name_of(path)}:{line} imports {other}"
        for path in python_files(app, migrations=True)
        for line, other in imported_apps(path)
        if other not in MAY_IMPORT[app]
    ]
    assert wrong == []


def test_a_migration_never_depends_upwards():
    wrong = []
    for app in APPS:
        for path in python_files(app, migrations=True):
            if "migrations" in path.parts:
                named = set(re.findall(r"\(['\"](\w+)['\"], ['\"]\d{4}_", path.read_text(encoding="utf-8")))
                wrong += [
                    f"{name_of(path)}: {other}" for other in named & set(APPS) if other not in MAY_IMPORT[app]
                ]
    assert wrong == []


def test_a_file_stays_under_300_lines():
    long = {
        name_of(path): lines
        for path in python_files(*APPS, "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_only_our_own_html_goes_unescaped():
    marked = {
        name_of(path)
        for path in [*python_files(), *templates()]
        if UNESCAPED.search(path.read_text(encoding="utf-8"))
    }
    assert marked <= set(MAY_MARK_SAFE), "feed and visitors' text must be escaped; see MAY_MARK_SAFE"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
