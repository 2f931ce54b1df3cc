"""Sprue's hub, Node-RED and a pipe of C programs, each fed by the same broker into the same PostgreSQL."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg
import yaml

from benchmarks.common import ROOT
from benchmarks.rivals.load import CELLS, GATEWAY

NODE_RED, PG = "node-red@4", "pg@8"
BATCH, BATCH_MS = 200, 100
TABLE = """CREATE TABLE frame (cell text, measured_us bigint, seq bigint, vals float8[],
    PRIMARY KEY (cell, measured_us, seq))"""
RAW = "CREATE TABLE raw (payload text)"


class Consumer(Protocol):
    """Something that subscribes, stores, and can be asked how much of it is committed."""

    title: str
    client: str

    def start(self) -> None:
        """Begin; it has subscribed when the broker says so of `client`."""

    def stored(self) -> int:
        """Frames committed."""

    def stop(self) -> None:
        """End."""


class Program:
    """A consumer that is one process."""

    title, client = "", ""

    def __init__(self, folder: Path) -> None:
        self.folder, self.process = folder, None
        folder.mkdir(parents=True, exist_ok=True)

    def spawn(self, command: list[str], **environment: str) -> None:
        """Start it; what it says goes to a file."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """All of its group."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)


class Sprue(Program):
    """The hub; without a database in SQLite."""

    client = "sprue-hub"

    def __init__(self, folder: Path, broker: int, port: int, database: str | None) -> None:
        super().__init__(folder)
        self.title = "Sprue, PostgreSQL" if database else "Sprue, SQLite"
        self.broker, self.port, self.database = broker, port, database

    def start(self) -> None:
        """As it is started anywhere."""
        source = {"type": "simulated", "machine": "load"}
        at = {"x_m": 0, "y_m": 0}
        cells = [
            {"name": f"imm-{number}", "title": "Load", "at": at, "source": source}
            for number in range(1, CELLS + 1)
        ]
        plant = self.folder / "plant.yaml"
        plant.write_text(
            yaml.safe_dump({"title": "Load", "gateway": GATEWAY, "cells": cells}), encoding="utf-8"
        )
        place = ["--data", str(self.folder / "data"), "--plant", str(plant), "--port", str(self.port)]
        database = ["--database", self.database] if self.database else []
        path = os.pathsep.join(str(ROOT / part) for part in ("edge", "server"))
        command = [sys.executable, "-m", "sprue_server", "run", *place, "--bind", "127.0.0.1", *database]
        self.spawn(command, PYTHONPATH=path, SPRUE_BROKER_URL=f"mqtt://127.0.0.1:{self.broker}")

    def stored(self) -> int:
        """By the tally that changes in the frames' own transaction."""
        if self.database:
            with psycopg.connect(self.database) as db:
                row = db.execute("SELECT coalesce(sum(stored), 0) FROM frames.tally").fetchone()
                return int(row[0]) if row else 0
        return _sqlite_tally(self.folder / "data")


class NodeRed(Program):
    """mqtt in, JSON, batches into PostgreSQL: what its users build."""

    title, client = "Node-RED 4", "nodered_"

    def __init__(self, folder: Path, broker: int, port: int, database: str) -> None:
        super().__init__(folder)
        self.broker, self.port, self.database = broker, port, database

    def install(self, node: Path, npm: Path) -> None:
        """From npm, into the folder."""
        words = ["install", "--no-audit", "--no-fund", "--prefix", str(self.folder), NODE_RED, PG]
        subprocess.run([str(node), str(npm), *words], check=True, capture_output=True)
        self.node = node

    def start(self) -> None:
        """With the flow below."""
        with psycopg.connect(self.database, autocommit=True) as db:
            db.execute(TABLE)
        (self.folder / "flows.json").write_text(json.dumps(self._flow()), encoding="utf-8")
        (self.folder / "settings.js").write_text(_settings(self.port, self.folder), encoding="utf-8")
        red = self.folder / "node_modules" / "node-red" / "red.js"
        options = ["--userDir", str(self.folder), "--settings", str(self.folder / "settings.js")]
        self.spawn(
            [str(self.node), str(red), *options, "flows.json"],
            DATABASE=self.database,
            NODE_PATH=str(self.folder / "node_modules"),
        )

    def stored(self) -> int:
        """By counting."""
        with psycopg.connect(self.database) as db:
            row = db.execute("SELECT count(*) FROM frame").fetchone()
            return int(row[0]) if row else 0

    def _flow(self) -> list[dict[str, object]]:
        broker = {
            "id": "b",
            "type": "mqtt-broker",
            "broker": "127.0.0.1",
            "port": str(self.broker),
            "clientid": "nodered_bench",
            "protocolVersion": "4",
            "keepalive": "60",
            "cleansession": True,
        }
        tab = {"id": "t", "type": "tab", "label": "ingest"}
        heard = {
            "id": "i",
            "type": "mqtt in",
            "z": "t",
            "topic": "sprue/v1/+/+/sample",
            "qos": "1",
            "datatype": "json",
            "broker": "b",
            "inputs": 0,
            "wires": [["f"]],
        }
        stores = {
            "id": "f",
            "type": "function",
            "z": "t",
            "func": FUNCTION,
            "initialize": INITIALIZE,
            "outputs": 0,
            "wires": [],
        }
        return [tab, broker, heard, stores]


class Pipe(Program):
    """mosquitto_sub | psql COPY: as little work as there can be; nothing is parsed, nothing is idempotent."""

    title, client = "mosquitto_sub | COPY", "mosq-pipe"

    def __init__(self, folder: Path, broker: int, messages: int, database: str) -> None:
        super().__init__(folder)
        self.broker, self.messages, self.database = broker, messages, database

    def start(self) -> None:
        """It ends, and with it its one transaction, after the last message."""
        with psycopg.connect(self.database, autocommit=True) as db:
            db.execute(RAW)
        words = f"-h 127.0.0.1 -p {self.broker} -i mosq-pipe -q 1 -t sprue/v1/+/+/sample -C {self.messages}"
        copy = f"psql -q '{self.database}' -c 'COPY raw FROM STDIN'"
        self.spawn(["/bin/sh", "-c", f"mosquitto_sub {words} | {copy}"])

    def stored(self) -> int:
        """Messages, all at once at its end."""
        if self.process is None or self.process.poll() is None:
            return 0
        with psycopg.connect(self.database) as db:
            row = db.execute("SELECT count(*) FROM raw").fetchone()
            return int(row[0]) if row else 0


INITIALIZE = """
const { Pool } = global.get('pg');
context.set('pool', new Pool({ connectionString: env.get('DATABASE'), max: 4 }));
context.set('rows', []);
context.set('timer', setInterval(() => { const f = context.get('flush'); if (f) f(); }, BATCH_MS));
""".replace("BATCH_MS", str(BATCH_MS))
INSERT = (
    "INSERT INTO frame SELECT cell, at, seq, vals::float8[] FROM unnest($1::text[], $2::bigint[], "
    "$3::bigint[], $4::text[]) AS t(cell, at, seq, vals) ON CONFLICT DO NOTHING"
)
FUNCTION = """
let rows = context.get('rows');
const cell = msg.topic.split('/')[3];
for (const row of msg.payload.rows)
  for (const frame of row.body.frames) rows.push([cell, frame[0], row.seq, frame.slice(1)]);
if (!context.get('flush')) context.set('flush', () => {
  const some = context.get('rows');
  if (!some.length) return;
  context.set('rows', []);
  const columns = [0, 1, 2].map((at) => some.map((one) => one[at]));
  columns.push(some.map((one) => '{' + one[3].join(',') + '}'));
  context.get('pool').query('STATEMENT', columns).catch((problem) => node.error(problem));
});
if (rows.length >= BATCH) context.get('flush')();
return null;
""".replace("STATEMENT", INSERT).replace("BATCH", str(BATCH))


def _settings(port: int, folder: Path) -> str:
    return (
        f"module.exports = {{ uiPort: {port}, uiHost: '127.0.0.1', userDir: {json.dumps(str(folder))}, "
        "functionGlobalContext: { pg: require('pg') }, logging: { console: { level: 'info' } } };\n"
    )


def _sqlite_tally(folder: Path) -> int:
    total = 0
    for path in folder.glob("frames-*.db"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            total += int(db.execute("SELECT total(stored) FROM tally").fetchone()[0])
    return total


def missing() -> str | None:
    """What is not installed here, in words."""
    programs = {"mosquitto": "mosquitto", "mosquitto_sub": "mosquitto-clients", "psql": "postgresql-client"}
    wanted = [package for name, package in programs.items() if _which(name) is None]
    return f"apt-get install {' '.join(wanted)}" if wanted else None


def _which(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


Make = Callable[[Path], Consumer]
