"""Databases of the benchmark's own: files in its folder, and on PostgreSQL ones that are dropped at the end.

Each is a copy of the one before it with more in it: places and words, then 100,000 meetings, then a million.
"""

import os
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

POSTGRESQL = "postgres://recovery:recovery@127.0.0.1:5432/recovery"
PREFIX = "recovery_bench"


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder = folder

    def address(self, name):
        return f"sqlite:///{self.folder / name}.sqlite3"

    def create(self, name, like=None):
        if like:
            shutil.copyfile(self.folder / f"{like}.sqlite3", self.folder / f"{name}.sqlite3")

    def drop(self, name):
        for path in self.folder.glob(f"{name}.sqlite3*"):
            path.unlink()


class Postgresql:
    name = "PostgreSQL"

    def __init__(self, address):
        self.parts = urlsplit(address)
        self.made = []

    def address(self, name):
        return urlunsplit(self.parts._replace(path=f"/{PREFIX}_{name}"))

    def create(self, name, like=None):
        self.drop(name)
        new = sql.Identifier(f"{PREFIX}_{name}")
        like = sql.Identifier(f"{PREFIX}_{like}" if like else "template1")
        self._do(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, like))
        self.made.append(name)

    def drop(self, name):
        self._do(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(f"{PREFIX}_{name}")))

    def version(self):
        with psycopg.connect(urlunsplit(self.parts), connect_timeout=3) as connection:
            return connection.info.server_version // 10_000

    def _do(self, statement):
        with psycopg.connect(urlunsplit(self.parts), autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement)


@contextmanager
def postgresql():
    """None, with a sentence, where no server answers; all its databases are gone afterwards."""
    address = os.environ.get("BENCH_DATABASE_URL") or os.environ.get("DATABASE_URL") or POSTGRESQL
    server = Postgresql(address)
    try:
        server.version()
    except psycopg.OperationalError:
        print("PostgreSQL is left out: no server answers at BENCH_DATABASE_URL.")
        yield None
        return
    try:
        yield server
    finally:
        for name in server.made:
            server.drop(name)
