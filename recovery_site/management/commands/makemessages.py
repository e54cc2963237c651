"""`make messages`: every word of the site into locale/<language>/LC_MESSAGES/django.po, and compiled.

Django's own command with what keeps differences small (no line numbers, no dates, nothing guessed), and with
the words that we ship as data and show in the visitor's language.
"""

import json
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.utils.functional import cached_property
from django.utils.translation import templatize

# File of shipped rows -> the fields that pages show through gettext.
SHIPPED = {"fixtures/formats/formats.json": ("label", "meaning")}
NOT_OURS = ["tests/*", "data/*", "docs/*", "static/*", "*/migrations/*"]
NO_DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.M)


class ShippedOrWritten(makemessages.BuildFile):
    """A file as xgettext can read it. What has to be made for that lies in a folder of its own."""

    command: "Command"

    @cached_property
    def work_path(self) -> str:
        return f"{self.command.scratch}/{self.path}.py" if self.is_templatized else str(self.path)

    def preprocess(self) -> None:
        if not self.is_templatized:
            return
        Path(self.work_path).parent.mkdir(parents=True, exist_ok=True)
        fields = SHIPPED.get(os.path.normpath(self.path))
        text = Path(self.path).read_text(encoding="utf-8")
        words = _shipped(text, fields) if fields else templatize(text, origin=self.path)
        Path(self.work_path).write_text(words, encoding="utf-8")

    def postprocess_messages(self, msgs: str) -> str:
        return msgs.replace(self.work_path, os.path.normpath(self.path)) if self.is_templatized else msgs

    def cleanup(self) -> None:
        """The folder goes as a whole."""


def _shipped(text: str, fields: tuple[str, ...]) -> str:
    words = [row[name] for row in json.loads(text) for name in fields if row.get(name)]
    return "".join(f"gettext_noop({json.dumps(word, ensure_ascii=False)})\n" for word in words)


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
