"""HTTPS for a demo: a certificate for the address that tablets call, from the same authority at each start."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from sprue_cli.processes import FactoryError

PORT = 8443
AUTHORITY, CERTIFICATE, KEY = (
    "sprue-authority.crt",
    "hub.pem",
    "hub-key.pem",
)  # as `sprue certificate` names them


@dataclass(frozen=True)
class Https:
    """Where the certificates lie, and how tablets call the hub."""

    folder: Path
    host: str
    port: int

    async def certified(self) -> None:
        """Have the certificates made.

        Raises:
            FactoryError: they cannot be.
        """
        what = ["sprue_server.tls.command", "--out", str(self.folder), "--host", self.host, "--quiet"]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", *what, stdout=pipe, stderr=pipe)
        _, said = await process.communicate()
        if process.returncode:
            raise FactoryError(f"--https: {said.decode(errors='replace').strip()}")

    def options(self) -> list[str]:
        """What the hub is told."""
        certificate, key = self.folder / CERTIFICATE, self.folder / KEY
        return ["--tls-cert", str(certificate), "--tls-key", str(key), "--tls-port", str(self.port)]

    def invitation(self) -> str:
        """For who looks after the institute's tablets."""
        return (
            f"The institute's own tablets, with live cameras: https://{self.host}:{self.port}\n"
            f"  Once they trust {self.folder / AUTHORITY} (`sprue certificate --out {self.folder}` says how); "
            "visitors' telephones take photos instead."
        )
