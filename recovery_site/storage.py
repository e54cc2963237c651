"""Static files under hashed names, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A forgotten collectstatic costs a script or an icon, never the page."""

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
