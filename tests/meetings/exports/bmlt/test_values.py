"""bmlt.md 2.1: arrays, lists with commas and single values, and signs as operators."""

import pytest
from django.http import QueryDict

from meetings.exports.bmlt_values import signed, values


@pytest.mark.parametrize(
    "query",
    ["formats[]=17&formats[]=-4", "formats=17,-4", "formats=17&formats=-4", "formats[0]=17&formats[1]=-4"],
)
def test_every_way_of_writing_several_values_is_read_alike(query):
    assert values(QueryDict(query), "formats") == ["17", "-4"]


@pytest.mark.parametrize("query", ["formats=17", "formats[]=17", "formats= 17 ,", "formats=17&formatsx=4"])
def test_a_single_value_works_everywhere(query):
    assert values(QueryDict(query), "formats") == ["17"]


def test_the_sign_is_the_operator():
    assert signed(QueryDict("formats=17,+8,-4"), "formats") == ({17, 8}, {4})


def test_what_is_no_number_is_ignored():
    assert signed(QueryDict("formats=x,0,--4,1e3,99999999999999999999,17"), "formats") == ({17}, set())
