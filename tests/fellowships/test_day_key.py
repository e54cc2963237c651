import os
import time

import pytest

from fellowships.day_key import day_key, forget


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


def test_it_stays_the_same_for_every_worker_all_day(folder):
    first = day_key()
    assert len(first) == 32
    assert day_key() == first
    [file] = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_a_day_later_another_one_stands_in_its_place(folder):
    first = day_key()
    yesterday = time.time() - 86_401
    os.utime(folder / "visitor-key", (yesterday, yesterday))
    assert day_key() != first
    assert len(list(folder.iterdir())) == 1


def test_thrown_away_it_is_gone(folder):
    first = day_key()
    forget()
    assert list(folder.iterdir()) == []
    assert day_key() != first


def test_a_cache_that_workers_share_keeps_it_instead(settings, folder):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(folder)}
    }
    first = day_key()
    assert day_key() == first
    assert not (folder / "visitor-key").exists()
    forget()
    assert day_key() != first
