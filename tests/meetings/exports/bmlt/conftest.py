"""Fixtures of the contract tests."""

from tests.meetings.exports.bmlt.a_list import _list_of_this_file, listed  # noqa: F401
