"""Where a sheet lies between its preview and its being taken in: in our own folder, for a day."""

import time
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from import_export.tmp_storages import BaseStorage

A_DAY: Final = 24 * 60 * 60


class SheetStorage(BaseStorage):  # type: ignore[misc]
    """A name from a form leads nowhere outside of the folder."""

    MOST_BYTES = 5_000_000

    @property
    def path(self) -> Path:
        folder = Path(settings.DATA_DIR) / "spreadsheets"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder / Path(str(self.name)).name

    def save(self, data: Any) -> None:
        self.name = uuid4().hex
        self._forget_old_ones()
        self.path.write_bytes(data)

    def read(self) -> Any:
        if "b" in self.read_mode:
            return self.path.read_bytes()
        return self.path.read_text(encoding=self.encoding)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)

    def _forget_old_ones(self) -> None:
        for one in self.path.parent.iterdir():
            if one.stat().st_mtime < time.time() - A_DAY:
                one.unlink(missing_ok=True)
