"""The locks say what pyproject.toml says, hold a hash for everything, and no address."""

import re
import tomllib

import pytest

from tests.site.sources import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+?)(?: ; .*)? \\$", re.M)
DECLARED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==(\S+)$")


def locked(name):
    """{package: (version, its lines)} of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8")
    starts = list(PIN.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {match[1]: (match[2], text[match.start() : end]) for match, end in zip(starts, ends, strict=True)}


def declared(*, dev):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    matches = [DECLARED.match(line) for line in wanted]
    assert all(matches), "every dependency is pinned with == in pyproject.toml"
    return {match[1].lower(): match[2] for match in matches}


@pytest.mark.parametrize(("name", "dev"), [(LOCKS[0], False), (LOCKS[1], True)])
def test_a_lock_agrees_with_pyproject(name, dev):
    lock, wanted = locked(name), declared(dev=dev)
    assert {package: lock.get(package, ("missing",))[0] for package in wanted} == wanted, "run make lock"
    asked_for = {package for package, (_, lines) in lock.items() if "(pyproject.toml)" in lines}
    assert asked_for == set(wanted), "run make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_a_hash(name):
    packages = locked(name)
    assert packages
    assert [package for package, (_, lines) in packages.items() if "--hash=sha256:" not in lines] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.M)


def test_the_development_lock_holds_the_runtime_lock():
    development = locked("requirements-dev.txt")
    assert [
        package
        for package, (version, _) in locked("requirements.txt").items()
        if development.get(package, ("missing",))[0] != version
    ] == []
