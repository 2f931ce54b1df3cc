"""Machine, gateway, broker and hub as separate programs that can be killed and started again one by one."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.common import ROOT
from sprue_cli import broker as brokers
from sprue_cli.ports import Ports

PARTS = ("machine", "broker", "hub", "gateway")
GATEWAY = "gateway-1"
ZONE = "Europe/Madrid"


def wait_for(true: Callable[[], bool], what: str, seconds: float = 60, every_s: float = 0.05) -> float:
    """Seconds until something is so."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"waited {seconds:.0f} s in vain: {what}")
        time.sleep(every_s)
    return time.monotonic() - began


def accepts(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Stack:
    """All parts, on loopback, in one folder."""

    def __init__(self, folder: Path, cells: int, rate: float, more: Mapping[str, Any] | None = None) -> None:
        self.folder, self.cells = folder, [f"imm-{number}" for number in range(1, cells + 1)]
        self.rate, self.ports = rate, Ports()
        self.port = {part: self.ports.reserve() for part in ("machine", "broker", "hub")}
        self.broker = brokers.prepare(brokers.installed(), folder / "broker", self.port["broker"], GATEWAY)
        self.plan = folder / "plan.json"
        now_us = time.time_ns() // 1000
        self.planned: dict[str, Any] = {
            "began_us": now_us,
            "measured_from_us": now_us,
            "rate": rate,
            **(more or {}),
        }
        self._write_plan()
        _write_plant(folder / "plant.yaml", self.cells)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.environment: dict[str, dict[str, str]] = {part: {} for part in PARTS}
        self.prefix: dict[str, list[str]] = {part: [] for part in PARTS}
        self.options: dict[str, list[str]] = {part: [] for part in PARTS}
        self.gateway_port = self.port["broker"]
        self.kills = 0
        self.database: str | None = None  # a PostgreSQL of the hub; None: files

    def __enter__(self) -> "Stack":
        return self

    def __exit__(self, *_: object) -> None:
        for part in ("gateway", "machine", "hub", "broker"):
            self.stop(part)
        self.ports.close()

    def start(self, *parts: str) -> None:
        """Start parts; a broker is waited for, as the others would only try again."""
        for part in parts or PARTS:
            self.running[part] = self._spawn(part)
            if part in {"broker", "machine"}:
                wait_for(lambda part=part: accepts(self.port[part]), f"{part} opens its port")  # type: ignore[misc]

    def kill(self, part: str) -> None:
        """Kill -9, and a new one in its place, as the supervisor does."""
        self.running[part].send_signal(signal.SIGKILL)
        self.running[part].wait()
        self.kills += 1
        self.start(part)

    def stop(self, part: str) -> None:
        """End a part as one ends it."""
        process = self.running.pop(part, None)
        if process is None:
            return
        os.killpg(process.pid, signal.SIGTERM)  # with what it runs, where it was started by another program
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def end_load(self) -> int:
        """The last record that the machine tells of each cell, from now on."""
        passed_s = time.time() - self.planned["began_us"] / 1e6
        until = int(passed_s * self.rate * self.planned.get("pace", 1)) + 2
        self.planned["until"] = until
        self._write_plan()
        return until

    def get(self, path: str) -> Any:  # JSON
        """What the hub says; OSError while it is away."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port['hub']}/api/v1{path}", timeout=60) as answer:
            return json.load(answer)

    def clock_us(self, cell: str) -> int:
        """When the newest value that the hub shows of a cell was measured; 0 while nobody answers."""
        try:
            found = [one["clock_us"] for one in self.get("/cells") if one["cell"] == cell]
        except OSError:
            return 0
        return int(found[0] or 0) if found else 0

    def counts(self) -> dict[str, dict[str, int]]:
        """The hub's counters per cell."""
        return {one["cell"]: one["counts"] for one in self.get("/cells") if one["counts"]}

    def delivered(self) -> bool:
        """Whether the gateway holds nothing any more and the machine has told everything."""
        try:
            counts = self.counts()
        except OSError:
            return False
        wanted = self.planned["until"]
        return len(counts) == len(self.cells) and all(
            one["produced"] >= wanted and one["waiting"] == 0 and one["receipted"] + one["dropped"] >= wanted
            for one in counts.values()
        )

    def _spawn(self, part: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{part}.log").open("ab")
        with log:
            return subprocess.Popen(  # our own programs
                [*self.prefix[part], *self._command(part), *self.options[part]],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": _path(), **self._told(part), **self.environment[part]},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _command(self, part: str) -> list[str]:
        plant, python = str(self.folder / "plant.yaml"), [sys.executable, "-m"]
        match part:
            case "broker":
                return self.broker.command
            case "machine":
                return [*python, "benchmarks.breaking.machine", str(self.port["machine"]), str(self.plan)]
            case "hub":
                place = ["--bind", "127.0.0.1", "--port", str(self.port["hub"])]
                return [
                    *python,
                    "sprue_server",
                    "run",
                    "--data",
                    str(self.folder / "hub"),
                    "--plant",
                    plant,
                    *place,
                ]
        return [*python, "sprue_edge", "run", plant, "--data", str(self.folder / "edge")]

    def _told(self, part: str) -> dict[str, str]:
        if part == "hub":
            return {"SPRUE_BROKER_URL": self.broker.url("hub"), "SPRUE_DATABASE": self.database or ""}
        if part == "gateway":
            url = self.broker.url("gateway").replace(f":{self.port['broker']}", f":{self.gateway_port}")
            return {"SPRUE_BROKER_URL": url, "SPRUE_FACE": f"127.0.0.1:{self.port['machine']}"}
        return {}

    def _write_plan(self) -> None:
        new = self.plan.with_suffix(".new")
        new.write_text(json.dumps(self.planned))
        new.replace(self.plan)


def _path() -> str:
    return os.pathsep.join(str(ROOT / part) for part in (".", "edge", "server", "simulators"))


def _write_plant(path: Path, cells: list[str]) -> None:
    source = {"type": "simulated", "machine": "load", "history": False}
    told = [
        {
            "name": name,
            "title": name,
            "source": source,
            "at": {"x_m": 10 * (place % 8), "y_m": 10 * (place // 8)},
        }
        for place, name in enumerate(cells)
    ]
    path.write_text(yaml.safe_dump({"title": "Load", "timezone": ZONE, "gateway": GATEWAY, "cells": told}))
