"""A cable between gateway and broker that can be cut, left hanging half-open, or slowed down."""

import asyncio
import random
import threading
from contextlib import suppress
from typing import Literal

Mode = Literal["whole", "cut", "hanging"]
CHUNK = 65_536
SLOW_SHARE, SLOW_S = 0.2, (0.2, 1.0)


class Proxy:
    """Listens on a port and passes on to another, in a thread of its own.

    `cut` ends all connections and refuses new ones. `hanging` lets them stand and passes nothing on, as when a
    router forgets; those stay dead for ever, also when the cable is whole again. With `spikes`, a fifth of what
    passes is held back for up to a second.
    """

    def __init__(self, port: int, target: int, seed: int) -> None:
        self.port, self.target, self.mode, self.spikes = port, target, "whole", False
        self._random = random.Random(seed)  # noqa: S311
        self._lines: set[asyncio.Task[None]] = set()
        self._dead: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready, self._thread = threading.Event(), threading.Thread(target=self._run, daemon=True)
        self._generation = 0

    def __enter__(self) -> "Proxy":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def become(self, mode: Mode) -> None:
        """Change the cable."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._become, mode, done)
        done.wait(10)

    def _become(self, mode: Mode, done: threading.Event) -> None:
        self.mode = mode
        if mode == "cut":
            for line in self._lines:
                line.cancel()
        if mode == "hanging":
            self._generation += 1  # what is open now never passes anything again
        done.set()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for line in self._lines:
            line.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._lines, return_exceptions=True))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == "cut":
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._lines.add(task)
        generation = self._generation if self.mode == "whole" else -1
        far: asyncio.StreamWriter | None = None
        try:
            source, far = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.gather(self._pass(reader, far, generation), self._pass(source, writer, generation))
        except (OSError, asyncio.CancelledError):
            pass  # one end went away, or the cable was cut: that is the other end's news
        finally:
            self._lines.discard(task)
            for end in (writer, far):
                if end is not None:
                    with suppress(OSError):
                        end.transport.abort()

    async def _pass(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, generation: int) -> None:
        while chunk := await source.read(CHUNK):
            if generation != self._generation:
                await asyncio.Event().wait()  # for ever: nobody is told
            if self.spikes and self._random.random() < SLOW_SHARE:
                await asyncio.sleep(self._random.uniform(*SLOW_S))  # the spike itself
            to.write(chunk)
            await to.drain()
        raise ConnectionResetError
