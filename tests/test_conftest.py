import socket
import urllib.request

import pytest


def test_a_test_that_reaches_outside_fails():
    with pytest.raises(pytest.fail.Exception, match="nothing but loopback"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_test_that_looks_up_an_outside_name_fails():
    with pytest.raises(pytest.fail.Exception, match="nothing but loopback"):
        urllib.request.urlopen("http://meetings.example/", timeout=1)


def test_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
