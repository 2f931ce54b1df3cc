"""Messages of a gateway, made before the clock starts, and sent by hand: the load costs little itself."""

import json
import socket
import threading
import time
from typing import NamedTuple

from benchmarks.breaking.machine import LAYOUT, RUN, SHOT_EVERY, SIGNALS, record
from sprue_contract.messages import message_bytes, row_text

GATEWAY, SESSION, CELLS = "gateway-1", "s-load", 6


class Load(NamedTuple):
    """Packets to send, and what they hold."""

    title: str
    packets: list[bytes]
    frames: int

    @property
    def readings(self) -> int:
        """Values of channels."""
        return self.frames * len(SIGNALS)

    @property
    def messages(self) -> int:
        """How many; births come beside them."""
        return len(self.packets)


def load(title: str, messages: int, frames_each: int) -> Load:
    """So many messages of so many frames of 25 channels, from six cells in turn."""
    begun_us = time.time_ns() // 1000 - messages * frames_each * 1_000_000 // CELLS
    plan = {"measured_from_us": begun_us, "rate": 1}
    packets, number = [], [2] * CELLS
    for seq in range(messages):
        cell = seq % CELLS
        frames = []
        while len(frames) < frames_each:
            if number[cell] % SHOT_EVERY:
                frames.append(record(plan, number[cell])["body"]["frames"][0])
            number[cell] += 1
        body = json.dumps({"layout": LAYOUT, "frames": frames}, separators=(",", ":"))
        rows = [row_text(CELLS + 1 + seq, RUN, frames[0][0], body)]
        payload = message_bytes(GATEWAY, SESSION, time.time_ns() // 1000, rows)
        packets.append(publish(f"sprue/v1/{GATEWAY}/imm-{cell + 1}/sample", payload, seq % 65_535 + 1))
    return Load(title, packets, messages * frames_each)


def births() -> list[bytes]:
    """What a hub must know first."""
    plan = {"measured_from_us": time.time_ns() // 1000 - 86_400_000_000, "rate": 1}
    packets = []
    for cell in range(CELLS):
        line = record(plan, 1)
        rows = [row_text(cell + 1, RUN, line["measured_us"], json.dumps(line["body"]))]
        payload = message_bytes(GATEWAY, SESSION, time.time_ns() // 1000, rows)
        packets.append(publish(f"sprue/v1/{GATEWAY}/imm-{cell + 1}/birth", payload, cell + 1))
    return packets


def publish(topic: str, payload: bytes, packet: int) -> bytes:
    """An MQTT 3.1.1 PUBLISH at QoS 1."""
    name = topic.encode()
    body = len(name).to_bytes(2, "big") + name + packet.to_bytes(2, "big") + payload
    size, length = len(body), bytearray()
    while True:
        size, low = divmod(size, 128)
        length.append(low | (128 if size else 0))
        if not size:
            return b"\x32" + bytes(length) + body


class Sender:
    """A connection that sends as fast as the broker takes it, and counts what the broker acknowledges."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        head = b"\x00\x04MQTT\x04\x02\x00\x00\x00\x04load"
        self.socket.sendall(b"\x10" + bytes([len(head)]) + head)
        if self.socket.recv(4)[3:] != b"\0":
            raise ConnectionError("the broker refuses the load")
        self.socket.settimeout(None)
        self.acknowledged = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def send(self, packets: list[bytes]) -> None:
        """In blocks: a call of the system for each message would cost more than the message."""
        for begin in range(0, len(packets), 64):
            self.socket.sendall(b"".join(packets[begin : begin + 64]))

    def _read(self) -> None:
        while chunk := self.socket.recv(65_536):
            self.acknowledged += len(chunk) // 4  # a PUBACK has four bytes

    def close(self) -> None:
        """Say goodbye."""
        self.socket.sendall(b"\xe0\x00")
        self.socket.shutdown(socket.SHUT_WR)
        self._reader.join(10)
        self.socket.close()
