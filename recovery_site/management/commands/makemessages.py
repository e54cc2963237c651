"""`make messages`: every word of the site into locale/<language>/LC_MESSAGES/django.po, and compiled.

Django's own command with what keeps differences small (no line numbers, no dates, nothing guessed), and with
the words that we ship as data and show in the visitor's language.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import holidays
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.utils.functional import cached_property
from django.utils.translation import templatize

from fellowships.loading import shipped
from meetings.demo.words import BUILDINGS
from meetings.places.countries import COUNTRIES

NOT_OURS = ["tests/*", "data/*", "docs/*", "static/*", "*/migrations/*"]
NO_DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.M)


def _fields(name: str, *fields: str) -> Callable[[], list[str]]:
    return lambda: [row[field] for row in shipped(name) for field in fields if row.get(field)]


def _choosing() -> Iterator[str]:
    """Questions, what helps to understand them, answers, and the reasons that each gives."""
    for question in shipped("fellowships/choosing.json"):
        yield from filter(None, (question["text"], question["help"]))
        for option in question["options"]:
            yield from (option["text"], *(reason["text"] for reason in option["reasons"]))


def _holidays() -> list[str]:
    """Of the whole country and of Puerto Rico, in years whose holidays fall on every day of the week."""
    years = range(2026, 2033)
    found = (holidays.country_holidays("US", subdiv=one, years=years) for one in (None, "PR"))
    return sorted({name for one in found for name in one.values()})


# What is shown through `fellowships.page_language.said`, by the file that it stands in.
SHIPPED: Final[dict[str, Callable[[], Iterable[str]]]] = {
    "fixtures/formats/formats.json": _fields("formats/formats.json", "label", "meaning"),
    "fixtures/fellowships/fellowships.json": _fields("fellowships/fellowships.json", "whom_it_is_for"),
    "fixtures/fellowships/help_lines.json": _fields(
        "fellowships/help_lines.json", "name", "what_for", "who_answers", "hours", "languages", "spanish"
    ),
    "fixtures/fellowships/choosing.json": _choosing,
    "fixtures/fellowships/ways.json": _fields("fellowships/ways.json", "title", "text"),
    "meetings/places/countries.py": COUNTRIES.values,
    "meetings/demo/words.py": lambda: sorted({kind for _name, kind in BUILDINGS}),
    "meetings/exceptions.py": _holidays,
}


def _as_python(words: Iterable[str]) -> str:
    return "".join(f"gettext_noop({json.dumps(word, ensure_ascii=False)})\n" for word in words)


class ShippedOrWritten(makemessages.BuildFile):
    """A file as xgettext can read it. What has to be made for that lies in a folder of its own."""

    command: "Command"

    @cached_property
    def work_path(self) -> str:
        return f"{self.command.scratch}/{self.path}.py" if self.is_templatized else str(self.path)

    @cached_property
    def is_templatized(self) -> bool:
        return os.path.normpath(self.path) in SHIPPED or not self.path.endswith(".py")

    def preprocess(self) -> None:
        if not self.is_templatized:
            return
        Path(self.work_path).parent.mkdir(parents=True, exist_ok=True)
        words = SHIPPED.get(os.path.normpath(self.path))
        text = Path(self.path).read_text(encoding="utf-8")
        readable = _as_python(words()) if words else templatize(text, origin=self.path)
        Path(self.work_path).write_text(readable, encoding="utf-8")

    def postprocess_messages(self, msgs: str) -> str:
        return msgs.replace(self.work_path, os.path.normpath(self.path)) if self.is_templatized else msgs

    def cleanup(self) -> None:
        """The folder goes as a whole."""


class Command(makemessages.Command):
    help = "Write the words of the site into the catalogs of its languages and compile them."
    build_file_class = ShippedOrWritten
    # No line is taken over from one that was like it: a wrong sentence is worse than an English one.
    msgmerge_options = ["-q", "--backup=none", "--update", "--no-fuzzy-matching"]
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=lazy"]
    scratch: str

    def handle(self, *args: Any, **options: Any) -> None:
        os.chdir(settings.BASE_DIR)
        ours = {
            "locale": options["locale"] or [code for code, _ in settings.LANGUAGES if code != "en"],
            "extensions": ["html", "txt", "py", "jinja", "json"],
            "ignore_patterns": [*options["ignore_patterns"], *NOT_OURS],
            "add_location": "file",
            "no_obsolete": True,
            "no_wrap": True,
        }
        with TemporaryDirectory() as self.scratch:
            super().handle(*args, **{**options, **ours})
        call_command("compilemessages", locale=ours["locale"], verbosity=0)

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        found = super().find_files(root)
        return [one for one in found if one.file[-5:] != ".json" or os.path.normpath(one.path) in SHIPPED]

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        path.write_text(NO_DATE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
