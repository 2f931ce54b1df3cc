"""What the running hub says, asked over HTTP: is it there, how far has it caught up, what is newest."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

HOUR_US = 3_600_000_000
MET_US = 90_000_000  # so near to the wall clock counts as caught up


class HubWatch:
    """Asks one hub. Refused connections and answers that are no answers are `OSError` and `ValueError`."""

    def __init__(self, url: str, hours: float) -> None:
        self.url, self.hours = url, hours

    def get(self, path: str) -> Any:  # noqa: ANN401  # JSON
        """An answer of the hub.

        Raises:
            OSError: it does not answer.
        """
        with urllib.request.urlopen(f"{self.url}/api/v1{path}", timeout=5) as answer:  # noqa: S310
            return json.load(answer)

    async def newest(self) -> dict[str, int]:
        """Newest stored moment of each cell, so that a second start goes on where the first ended."""
        cells = await asyncio.to_thread(self.get, "/cells")
        return {cell["cell"]: cell["clock_us"] for cell in cells if cell["clock_us"]}

    async def broker_away(self) -> bool:
        """Whether the hub has lost, or never found, its broker."""
        try:
            return bool((await asyncio.to_thread(self.get, "/health"))["broker"] == "away")
        except OSError:
            return False

    async def caught_up(self, show: Callable[[float], None]) -> bool:
        """Whether every cell is live; `show` hears how much of the past is filled in, 0..1."""
        try:
            cells = await asyncio.to_thread(self.get, "/cells")
        except OSError:
            return False
        done = [progress(cell, self.hours) for cell in cells]
        show(min(done, default=0.0))
        return bool(done) and all(cell["freshness"] == "live" for cell in cells) and min(done) >= 1


def progress(cell: dict[str, Any], hours: float) -> float:
    """How much of the catching-up is done, 0..1. A cell with a pace of its own has no wall clock to meet."""
    if not cell["clock_us"]:
        return 0.0
    behind_us = time.time() * 1e6 - float(cell["clock_us"])
    if behind_us < MET_US or (cell["pace"] or 1) != 1:
        return 1.0
    return max(0.0, 1 - behind_us / (max(hours, 0.1) * HOUR_US))
