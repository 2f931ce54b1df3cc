"""A million messages that no gateway would send: the hub lives, its memory stays, each is counted by reason."""

import json
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.machine import LAYOUT, record
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import GATEWAY, Stack, wait_for
from sprue_contract.messages import UnreadableError, read_message
from sprue_contract.topics import CellTopic, parse_topic

AHEAD = 400  # messages that the hub may be behind: a broker drops what it cannot queue
GROWTH_MB = 40


def run(folder: Path, messages: int, seed: int) -> Result:
    """Send them as the gateway's own user, while its six cells go on."""
    with Stack(folder, cells=6, rate=5) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
        wire, expected = Wire(stack), Counter[str]()
        sender, memory = Sender(stack, wire), [0.0]
        hub = psutil.Process(stack.running["hub"].pid)
        began = time.monotonic()
        for number, (topic, payload) in enumerate(bad(messages, seed, stack)):
            expected[reason(topic, payload)] += 1
            sender.send(topic, payload)
            if number == messages // 10:
                memory[0] = hub.memory_info().rss / 1e6
        sender.finish()
        took_s, grown = time.monotonic() - began, hub.memory_info().rss / 1e6 - memory[0]
        counted = {one["reason"]: one["count"] for one in stack.get("/quarantine")}
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 120, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    reasons = ", ".join(f"{name} {count:,}" for name, count in sorted(counted.items()))
    same = counted == dict(expected)
    rows = [
        ("messages, and seconds they took", f"{messages:,}, {took_s:.0f}"),
        ("counted with their reasons, as expected", f"{'yes' if same else 'NO'}: {reasons}"),
        ("memory of the hub grew after the first tenth by", f"{grown:.1f} MB"),
        *told(verdict),
    ]
    return Result("malformed messages", rows, verdict.good and same and grown < GROWTH_MB)


def reason(topic: str, payload: bytes) -> str:
    """What the contract says is wrong with it."""
    try:
        where = parse_topic(topic)
    except ValueError:
        return "wrong-topic"
    if not isinstance(where, CellTopic):
        return "wrong-status"
    try:
        read_message(payload, where.kind)
    except UnreadableError as problem:
        return problem.reason
    raise AssertionError("a message that can be read is no attack")


def bad(messages: int, seed: int, stack: Stack) -> Iterator[tuple[str, bytes]]:
    """Each kind of trouble in turn, from random material."""
    generator = random.Random(seed)  # noqa: S311
    plan = dict(stack.planned)
    for number in range(messages):
        make = KINDS[number % len(KINDS)]
        cell = stack.cells[number % len(stack.cells)]
        topic = f"sprue/v1/{GATEWAY}/{cell}/{generator.choice(('sample', 'shot'))}"
        payload = make(generator, plan)
        while make in UNSURE and not _unreadable(topic, payload):
            payload = make(generator, plan)
        yield topic, payload


def _unreadable(topic: str, payload: bytes) -> bool:
    try:
        reason(topic, payload)
    except AssertionError:
        return False
    return True


def _whole(generator: random.Random, plan: dict[str, object], **changes: object) -> dict[str, object]:
    line = record(plan, 2 + generator.randrange(20))
    row = {
        "seq": 1 + generator.randrange(10**6),
        "run": "run-load",
        **{k: line[k] for k in ("measured_us", "body")},
    }
    return {"v": 1, "gateway": GATEWAY, "session": "s-fuzz", "sent_us": 1, "rows": [row], **changes}


def _noise(generator: random.Random, _plan: dict[str, object]) -> bytes:
    return b"\xff" + generator.randbytes(generator.randrange(400))


def _cut(generator: random.Random, plan: dict[str, object]) -> bytes:
    text = json.dumps(_whole(generator, plan)).encode()
    return text[: 1 + generator.randrange(len(text) - 2)]  # an empty one only clears what is retained


def _mutated(generator: random.Random, plan: dict[str, object]) -> bytes:
    text = bytearray(json.dumps(_whole(generator, plan)).encode())
    for _ in range(1 + generator.randrange(8)):
        text[generator.randrange(len(text))] = generator.randrange(256)
    return bytes(text)


def _infinite(generator: random.Random, plan: dict[str, object]) -> bytes:
    text = json.dumps(_whole(generator, plan))
    return re.sub(r"\d+\.125", generator.choice(("NaN", "Infinity", "-Infinity", "1e999")), text).encode()


def _twice(generator: random.Random, plan: dict[str, object]) -> bytes:
    return json.dumps(_whole(generator, plan)).replace('"v": 1', '"v": 1, "v": 1').encode()


def _deep(generator: random.Random, _plan: dict[str, object]) -> bytes:
    depth = generator.choice((100, 1000, 20_000))
    return b"[" * depth + b"]" * depth


def _other_version(generator: random.Random, plan: dict[str, object]) -> bytes:
    return json.dumps(_whole(generator, plan, v=generator.choice((0, 2, "1", None)))).encode()


def _other_envelope(generator: random.Random, plan: dict[str, object]) -> bytes:
    changes = (
        {"rows": []},
        {"gateway": "NOT A SLUG"},
        {"sent_us": -1},
        {"more": 1},
        {"rows": "x"},
        {"session": 5},
    )
    return json.dumps(_whole(generator, plan, **generator.choice(changes))).encode()


def _other_body(generator: random.Random, plan: dict[str, object]) -> bytes:
    body = generator.choice(
        (
            {"layout": LAYOUT, "frames": [[1.5, 1]]},
            {"layout": LAYOUT, "frames": [[1, 2], [1]]},
            {"layout": "xyz", "frames": [[1, 2]]},
            {"started_us": 1, "counter": -1, "values": {}},
            {"values": {"peak_bar": "high"}},
            {"unit": "psi"},
        )
    )
    row = {"seq": 1, "run": "run-load", "measured_us": 1, "body": body}
    return json.dumps(_whole(generator, plan, rows=[row])).encode()


def _large(generator: random.Random, _plan: dict[str, object]) -> bytes:
    return b'{"v":1,"pad":"' + b"x" * generator.choice((10_000, 100_000)) + b'"}'


KINDS: tuple[Callable[[random.Random, dict[str, object]], bytes], ...] = (
    *(_noise, _cut, _mutated, _infinite, _twice, _other_version, _other_envelope, _other_body) * 12,
    *(_deep, _large),
)
UNSURE = (_mutated, _infinite, _cut)  # now and then what comes out can be read


class Wire:
    """MQTT 3.1.1 by hand: a library would not let us send as fast, nor some of this at all."""

    def __init__(self, stack: Stack) -> None:
        parts = urlsplit(stack.broker.url("gateway"))
        self.socket = socket.create_connection(("127.0.0.1", stack.port["broker"]), timeout=30)
        user, word = (parts.username or "").encode(), (parts.password or "").encode()
        head = _text(b"MQTT") + bytes([4, 0xC2, 0, 0]) + _text(b"fuzz") + _text(user) + _text(word)
        self.socket.sendall(b"\x10" + _length(len(head)) + head)
        if self.socket.recv(4)[3:] != b"\0":
            raise ConnectionError("the broker refuses the attacker")

    def publish(self, messages: list[tuple[str, bytes]]) -> None:
        """At QoS 0: how many arrive is seen at the hub."""
        packets = []
        for topic, payload in messages:
            body = _text(topic.encode()) + payload
            packets.append(b"\x30" + _length(len(body)) + body)
        self.socket.sendall(b"".join(packets))


def _text(raw: bytes) -> bytes:
    return len(raw).to_bytes(2, "big") + raw


def _length(size: int) -> bytes:
    out = bytearray()
    while True:
        size, low = divmod(size, 128)
        out.append(low | (128 if size else 0))
        if not size:
            return bytes(out)


class Sender:
    """Keeps at most so many ahead of the hub's own count."""

    def __init__(self, stack: Stack, wire: Wire) -> None:
        self.stack, self.wire, self.sent = stack, wire, 0
        self._waiting: list[tuple[str, bytes]] = []

    def send(self, topic: str, payload: bytes) -> None:
        """Gather, and send when enough has gathered."""
        self._waiting.append((topic, payload))
        if len(self._waiting) >= AHEAD // 2:
            self._flush()

    def finish(self) -> None:
        """Send what is left and wait until the hub has counted all."""
        self._flush()
        wait_for(lambda: self._seen() >= self.sent, "all are counted", 60)

    def _flush(self) -> None:
        wait_for(lambda: self.sent - self._seen() < AHEAD // 2, "the hub counts what was sent", 60, 0.01)
        self.wire.publish(self._waiting)
        self.sent += len(self._waiting)
        self._waiting = []

    def _seen(self) -> int:
        return int(self.stack.get("/health")["quarantined"])
