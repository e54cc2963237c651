"""What guards the forms that visitors send."""

import time

import pytest
from django.test import RequestFactory

from fellowships import day_key, visitor_forms
from fellowships.visitor_forms import network_mark, token, token_holds, too_many


def request_from(address, **headers):
    return RequestFactory().post("/x/", REMOTE_ADDR=address, headers=headers)


def test_a_token_holds_for_its_own_form_for_thirty_days(monkeypatch):
    made = token("guide:x", 7)
    assert token_holds(made, "guide:x")
    assert not token_holds(made, "guide:y")
    assert not token_holds(made + "x", "guide:x")
    now = time.time()
    monkeypatch.setattr(visitor_forms.time, "time", lambda: now + 30 * 86_400)
    assert token_holds(made, "guide:x")
    monkeypatch.setattr(visitor_forms.time, "time", lambda: now + 32 * 86_400)
    assert not token_holds(made, "guide:x")


def test_neighbours_of_one_network_count_together_and_others_do_not():
    assert network_mark(request_from("192.0.2.7")) == network_mark(request_from("192.0.2.200"))
    assert network_mark(request_from("192.0.2.7")) != network_mark(request_from("192.0.3.7"))
    assert network_mark(request_from("2001:db8:1::1")) == network_mark(request_from("2001:db8:1:ffff::2"))
    assert network_mark(request_from("2001:db8:1::1")) != network_mark(request_from("2001:db8:2::1"))
    assert network_mark(request_from("::ffff:192.0.2.7")) == network_mark(request_from("192.0.2.9"))


def test_the_mark_holds_no_address_and_means_nothing_once_the_key_is_gone():
    mark = network_mark(request_from("192.0.2.7"))
    assert "192" not in mark
    day_key.forget()
    assert network_mark(request_from("192.0.2.7")) != mark


@pytest.mark.parametrize("address", ["", "unknown", "not an address", "999.1.1.1"])
def test_an_address_nobody_can_read_is_one_network(address):
    assert network_mark(request_from(address)) == network_mark(request_from("?"))


def test_the_proxy_is_believed_only_where_we_said_so(settings):
    forged = request_from("192.0.2.7", **{"X-Forwarded-For": "198.51.100.1"})
    settings.TRUST_PROXY_HEADERS = False
    assert network_mark(forged) == network_mark(request_from("192.0.2.7"))
    settings.TRUST_PROXY_HEADERS = True
    assert network_mark(forged) == network_mark(request_from("198.51.100.1"))


def test_the_one_after_the_last_allowed_is_too_many_for_that_action_alone():
    request = request_from("192.0.2.7")
    assert [too_many(request, "vote", 2) for _number in range(3)] == [False, False, True]
    assert not too_many(request, "report", 2)
