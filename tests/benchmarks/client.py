"""HTTP over one connection that stays open, with as little work of its own as can be."""

import socket
from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes

    def header(self, name):
        for line in self.head.split(b"\r\n"):
            key, _, value = line.partition(b": ")
            if key.lower() == name.lower().encode():
                return value.decode()
        return ""

    @property
    def size(self):
        """Bytes on the line, headers included."""
        return len(self.head) + 4 + len(self.body)


class Client:
    def __init__(self, host, port, timeout=60):
        self.address, self.timeout = (host, port), timeout
        self.socket = None

    def get(self, path, encoding="br", tag=""):
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n{condition}\r\n"
        try:
            return self._exchange(request.encode())
        except (ConnectionError, BrokenPipeError):
            self.socket = None  # closed by the server between two requests: once more on a new one
            return self._exchange(request.encode())

    def _exchange(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(self.address, self.timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        received = self._more(b"")
        while b"\r\n\r\n" not in received:
            received = self._more(received)
        head, _, body = received.partition(b"\r\n\r\n")
        answer = Answer(int(head[9:12]), head, b"")
        length = int(answer.header("Content-Length") or 0)
        while len(body) < length:
            body = self._more(body)
        if answer.header("Connection").lower() == "close":
            self.socket.close()
            self.socket = None
        return Answer(answer.status, head, body)

    def _more(self, received):
        piece = self.socket.recv(65_536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return received + piece
