"""A real HTTP server on loopback that misbehaves on demand."""

import contextlib
import gzip
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the server says to a path; `claims` is a false Content-Length, `pause` seconds between pieces."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    claims: int | None = None
    silent: float = 0
    pause: float = 0
    pieces: int = 1


def gzipped(body, **changes):
    return Answer(gzip.compress(body), headers={"Content-Encoding": "gzip"}, **changes)


def redirect(location, status=302):
    return Answer(status=status, headers={"Location": location})


class FakeServer:
    """Answers by path; remembers each request as (path, headers). Use it with `with`."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        self.now = self.most = 0
        self._stop = threading.Event()
        self._counting = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self):
        serve = {"target": self._server.serve_forever, "kwargs": {"poll_interval": 0.01}, "daemon": True}
        threading.Thread(**serve).start()
        return self

    def __exit__(self, *_details):
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path="/list.json", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        return [path for path, _headers in self.requests]

    def _handler(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.requests.append((self.path, dict(self.headers)))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    outer._say(self, outer.answers.get(self.path, Answer(b"nothing", status=404)))

            def log_message(self, *_details):
                """Says nothing."""

        return Handler

    def _count(self, more):
        """How many requests wait for their answer now, and at most did."""
        with self._counting:
            self.now += more
            self.most = max(self.most, self.now)

    def _say(self, handler, answer):
        answer = answer(handler) if callable(answer) else answer
        self._count(1)
        if answer.silent:
            self._stop.wait(answer.silent)
        # Before the first byte: who has read all of it may ask again before this thread goes on.
        self._count(-1)
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header(
            "Content-Length", str(len(answer.body) if answer.claims is None else answer.claims)
        )
        handler.end_headers()
        size = max(1, len(answer.body) // answer.pieces)
        for start in range(0, len(answer.body), size):
            handler.wfile.write(answer.body[start : start + size])
            if answer.pause:
                handler.wfile.flush()
                time.sleep(answer.pause)
