"""The server in front of Django keeps the same silence about visitors."""

import re
import runpy
import socket
import subprocess
import sys
import time

import pytest

from tests.site.sources import ROOT

FAILING_APP = """
def application(environ, start_response):
    if "fail" in environ["QUERY_STRING"]:
        raise ValueError(environ["QUERY_STRING"])
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture
def server(tmp_path):
    """(port, stop): a real gunicorn with our configuration; stop() ends it and returns all it printed."""
    (tmp_path / "failing_app.py").write_text(FAILING_APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"""--workers 1 --bind 127.0.0.1:{port} --log-level debug failing_app:application"""
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), *options.split()],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    def stop():
        process.terminate()
        return process.communicate(timeout=20)[0]

    yield port, stop
    if process.poll() is None:
        process.kill()
        process.communicate()


def answer(port, request):
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(request)
                return connection.recv(4096)
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("the server never answered")


def test_nothing_printed_names_a_visitor_or_what_they_asked(server):
    port, stop = server
    assert b"200 OK" in answer(port, b"GET /?q=overdose HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"500" in answer(port, b"GET /?q=overdose-fail HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"400" in answer(port, b"overdose is not HTTP\r\n\r\n")
    printed = stop()
    assert "could not be answered" in printed, "a fault is still to be seen"
    assert "overdose" not in printed
    from_debug_dump = re.compile(r"^  \w.*$", re.M)
    assert "127.0.0.1" not in from_debug_dump.sub("", printed).replace(f"127.0.0.1:{port}", "")


def test_no_access_log_is_written():
    assert runpy.run_path(str(ROOT / "gunicorn.conf.py"))["accesslog"] is None
