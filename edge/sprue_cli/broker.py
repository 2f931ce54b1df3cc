"""A broker for the demo: Mosquitto when it is installed, else rumqttd from PyPI (`iotcore`).

Both are started from a generated configuration: loopback only, one password per part of Sprue, messages up to
8 MB. Topic rights (ACL) are Mosquitto's; rumqttd knows users only.
"""

import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sprue_contract.sandbox import sandbox_names
from sprue_contract.topics import ROOT

Make = Literal["mosquitto", "iotcore"]
MAX_PAYLOAD = 8_000_000
SEGMENT = 5 * 1024 * 1024  # rumqttd's own default grew to 1 GB
ROLES = ("hub", "gateway", "watcher", "sandbox")


class BrokerError(Exception):
    """No broker can be started; the message says what now."""


@dataclass(frozen=True)
class Broker:
    """A broker to start: its command line, where it listens, who may speak to it."""

    make: Make
    port: int
    command: list[str]
    secrets: dict[str, str] = field(repr=False)

    def url(self, role: str) -> str:
        """Where the part of Sprue called `role` connects, with its own password."""
        return f"mqtt://{role}:{self.secrets[role]}@127.0.0.1:{self.port}"


def installed() -> Make:
    """Which broker there is. Debian keeps Mosquitto in /usr/sbin, often outside a user's PATH."""
    return "mosquitto" if _mosquitto("mosquitto") else "iotcore"


def _mosquitto(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/sbin")


def prepare(make: Make, folder: Path, port: int, gateway: str) -> Broker:
    """Write the configuration into `folder` and say how to start the broker.

    Raises:
        BrokerError: the broker's own tool for passwords fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    passwords = {role: secrets.token_urlsafe(18) for role in ROLES}
    write = _write_mosquitto if make == "mosquitto" else _write_iotcore
    command = write(folder, port, passwords, gateway)
    return Broker(make, port, command, passwords)


def _write_mosquitto(folder: Path, port: int, passwords: dict[str, str], gateway: str) -> list[str]:
    program, hasher = _mosquitto("mosquitto"), _mosquitto("mosquitto_passwd")
    if program is None or hasher is None:
        raise BrokerError("Mosquitto is not complete here. Install it: apt-get install mosquitto")
    accounts = folder / "passwords"
    _private(accounts, "".join(f"{role}:{word}\n" for role, word in passwords.items()))
    done = subprocess.run([hasher, "-U", str(accounts)], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BrokerError(f"mosquitto_passwd failed: {done.stderr.strip()}. No broker was started.")
    _private(folder / "acl", acl(gateway))
    config = folder / "mosquitto.conf"
    lines = [
        f"listener {port} 127.0.0.1",
        "allow_anonymous false",
        f"password_file {accounts}",
        f"acl_file {folder / 'acl'}",
        "persistence false",  # durability is the outbox's and the receipt's, not the broker's
        f"max_packet_size {MAX_PAYLOAD}",
        "max_inflight_messages 500",
        "max_queued_messages 2000",
        "log_type error",
        "log_type warning",
        f"user {_user()}",  # started by root it would become `mosquitto` and lose sight of its files
    ]
    _private(config, "\n".join([*lines, ""]))
    return [program, "-c", str(config)]


def acl(gateway: str) -> str:
    """Mosquitto's rights: a gateway writes its own topics only and hears only what is meant for it."""
    hub = [f"topic read {ROOT}/#", f"topic write {ROOT}/+/receipt", f"topic write {ROOT}/+/rebirth"]
    sandboxes = [right for name in sandbox_names() for right in _rights(name)]
    users = {"hub": hub, "gateway": _rights(gateway), "watcher": hub[:1], "sandbox": sandboxes}
    return "".join(f"{line}\n" for user, rights in users.items() for line in (f"user {user}", *rights))


def _rights(gateway: str) -> list[str]:
    own = f"{ROOT}/{gateway}"
    return [
        f"topic write {own}/+/+",
        f"topic write {own}/status",
        f"topic read {own}/receipt",
        f"topic read {own}/rebirth",
    ]


def _write_iotcore(folder: Path, port: int, passwords: dict[str, str], _gateway: str) -> list[str]:
    users = "\n".join(f'"{role}" = "{word}"' for role, word in passwords.items())
    config = folder / "rumqttd.toml"
    _private(
        config,
        f"""id = 0
[router]
id = 0
max_connections = 100
max_outgoing_packet_count = 500
max_segment_size = {SEGMENT}
max_segment_count = 4
[v4.1]
name = "loopback"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1
[v4.1.connections]
connection_timeout_ms = 60000
max_payload_size = {MAX_PAYLOAD}
max_inflight_count = 500
dynamic_filters = true
[v4.1.connections.auth]
{users}
""",
    )
    return [
        sys.executable,
        "-m",
        "iotcore",
        "--config",
        str(config),
        "--log-level",
        "CRITICAL",
    ]  # it logs each packet as an error


def _private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, from the first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def _user() -> str:
    import pwd  # noqa: PLC0415  # not on Windows, where there is no Mosquitto from a package either

    return pwd.getpwuid(os.geteuid()).pw_name
