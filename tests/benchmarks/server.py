"""The site as in production: gunicorn with its own configuration and one worker, on loopback."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from tests.benchmarks.client import Client

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def environment(folder, database):
    """What a server has, and no more of ours than PATH."""
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "only-for-measuring-" + "0123456789abcdef" * 4,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "WEB_CONCURRENCY": "1",
    }


def run(module, *arguments, folder, database):
    """A module of ours in a process of its own; what it prints."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment(folder, database), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


class Server:
    def __init__(self, port, process):
        self.port, self.process = port, process
        self.worker = _child_of(process.pid)

    def client(self):
        return Client("127.0.0.1", self.port)

    def seconds(self):
        """Processor time of the worker with all its threads so far (the kernel's clock of that process)."""
        return time.clock_gettime(~self.worker << 3 | 2)

    def megabytes(self):
        """(all, anonymous) memory of the worker, what it shares with others counted in parts (PSS)."""
        found = {}
        for line in Path(f"/proc/{self.worker}/smaps_rollup").read_text().splitlines()[1:]:
            name, kilobytes, _ = line.split()
            found[name] = int(kilobytes) / 1024
        return found["Pss:"], found["Pss_Anon:"]


@contextmanager
def serving(folder, database):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--max-requests", "0"]
    settings = {**environment(folder, database), "BIND": f"127.0.0.1:{port}"}
    process = subprocess.Popen([*command, "tests.benchmarks.wsgi:application"], cwd=PROJECT, env=settings)
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port, process):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if Client("127.0.0.1", port).get("/bench/empty/").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not start.")


def _child_of(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    if len(children) != 1:
        raise SystemExit(f"Expected one worker, found {len(children)}.")
    return int(children[0])
