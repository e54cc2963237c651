"""The project's own settings as in production (DEBUG off), with stand-ins for what only a server has."""

import os
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 4
os.environ["DATA_DIR"] = str(Path(tempfile.gettempdir()) / f"recovery-meetings-tests-{os.getpid()}")
FROM_OUTSIDE = """ALLOWED_HOSTS CACHE_URL CONFIRM_DAYS EMAIL_URL FEEDS_ALLOW_PRIVATE HOME_PLACE REQUIRE_TOTP
    SECURITY_CONTACT SITE_NAME SITE_URL TIME_ZONE TRUST_PROXY_HEADERS"""
for name in FROM_OUTSIDE.split():
    os.environ.pop(name, None)

from recovery_site.settings import *  # noqa: E402, F403
from recovery_site.settings import DATABASES, STORAGES  # noqa: E402

# Two runs at once on one PostgreSQL server do not take each other's database away.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["TEST"] = {"NAME": f"test_recovery_{os.getpid()}"}
    # What a test writes need not survive a power cut.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off -c jit=off"}

# Style sheets and scripts straight from the source folder; tests/site/test_static.py does collect them.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VERSION_SECONDS = 0  # tests change data and look at once
