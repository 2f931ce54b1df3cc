"""Which mould a cell has in a run: its birth says so."""

import asyncio

from sprue_server.store.reader import Reader

MOST = 1000  # runs that are remembered


class Moulds:
    """Asks the store once for each run."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._known: dict[tuple[str, str], str] = {}

    async def of(self, cell: str, run: str) -> str | None:
        """Its title in English; None: no birth of this run tells it.

        Raises:
            StoreBlockedError: the store does not answer.
        """
        if (cell, run) not in self._known:
            births = await asyncio.to_thread(self.reader.births, cell)
            told = next((birth.body.get("mould") for birth in births if birth.run == run), None)
            if told is None:
                return None  # it may be on its way
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[cell, run] = told
        return self._known[cell, run]
