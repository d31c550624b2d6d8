"""A real PostgreSQL for tests: a server of its own on loopback, with its data in a folder that goes with it."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

USER = "assistant"
# What Debian's package and an older server may call an account without rights; PostgreSQL refuses root.
ACCOUNTS = ("postgres", "nobody")
START_SECONDS, STOP_SECONDS = 30, 15
# Its time is not the tests' own, so that a moment that loses its zone comes back as another one.
OPTIONS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "timezone=Asia/Shanghai")


def find_programs() -> Path | None:
    """The folder of initdb and postgres: as POSTGRESQL_BIN says, Debian's newest, or on the path."""
    named, onpath = os.environ.get("POSTGRESQL_BIN"), shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = [Path(named)] if named else [*reversed(debian), *([Path(onpath).resolve().parent] if onpath else [])]
    return next((path for path in found if (path / "initdb").is_file() and (path / "postgres").is_file()), None)


class PostgresServer:
    """A running server; ``make_database`` gives the address of a new and empty database in it."""

    def __init__(self, programs: Path, home: Path) -> None:
        self._programs, self._home = programs, home
        self._password = secrets.token_hex(8)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None

    def initialise(self) -> None:
        """Make the data folder, which belongs to an account without rights."""
        words = self._home / "password"
        words.write_text(self._password, encoding="ascii")
        if os.geteuid() == 0:
            account = _account()
            for path in (self._home, words):
                os.chown(path, account.pw_uid, account.pw_gid)
        own = ["-D", str(self._home / "data"), "-U", USER, "-A", "scram-sha-256", f"--pwfile={words}"]
        subprocess.run(
            self._command("initdb", *own, "-E", "UTF8", "--locale=C", "--no-sync"), check=True, capture_output=True,
            cwd=self._home,
        )  # fmt: skip

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [part for option in OPTIONS for part in ("-c", option)]
        command = self._command("postgres", "-D", str(self._home / "data"), "-p", str(self._port), *options)
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._home)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError((self._home / "log").read_text("utf-8", "replace"))
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server, and its connections with it."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        self._process.wait(STOP_SECONDS)
        self._process = None

    def make_database(self) -> str:
        """The address of a new database, as ``ASSISTANT_RECORDS`` takes it."""
        self._made += 1
        name = f"records_{self._made}"
        self._execute(f"create database {name}")
        return self._address(name)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def _answers(self) -> bool:
        try:
            self._execute("select 1")
        except SQLAlchemyError:
            return False
        return True

    def _address(self, name: str) -> str:
        return f"postgresql+pg8000://{USER}:{self._password}@127.0.0.1:{self._port}/{name}"

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() != 0:
            return command
        account = _account()
        # It becomes the program itself, so that its id is the server's.
        return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", *command]


@contextlib.contextmanager
def postgres_server(programs: Path) -> Iterator[PostgresServer]:
    """A server for the block. Its folder lies beside pytest's own, into which another account may not look."""
    with tempfile.TemporaryDirectory(prefix="policy-assistant-postgresql-") as folder:
        server = PostgresServer(programs, Path(folder))
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _account() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)
