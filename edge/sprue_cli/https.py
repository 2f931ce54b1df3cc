"""HTTPS for a demo: a certificate for the address that tablets call, from the same authority at each start."""

import asyncio
import sys
from pathlib import Path

from sprue_cli.processes import FactoryError

PORT = 8443
AUTHORITY, CERTIFICATE, KEY = (
    "sprue-authority.crt",
    "hub.pem",
    "hub-key.pem",
)  # as `sprue certificate` names them


async def certified(folder: Path, host: str) -> None:
    """Have the certificates made.

    Raises:
        FactoryError: they cannot be.
    """
    make = [sys.executable, "-m", "sprue_server.tls.command", "--out", str(folder), "--host", host, "--quiet"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*make, stdout=pipe, stderr=pipe)
    _, said = await process.communicate()
    if process.returncode:
        raise FactoryError(f"--https: {said.decode(errors='replace').strip()}")


def options(folder: Path, port: int) -> list[str]:
    """What the hub is told."""
    return [
        *("--tls-cert", str(folder / CERTIFICATE), "--tls-key", str(folder / KEY)),
        *("--tls-port", str(port)),
    ]


def invitation(folder: Path, host: str, port: int) -> str:
    """For who looks after the institute's tablets."""
    return (
        f"The institute's own tablets, with live cameras: https://{host}:{port}\n"
        f"  Once they trust {folder / AUTHORITY} (`sprue certificate --out {folder}` says how); visitors' "
        "telephones take photos instead."
    )
