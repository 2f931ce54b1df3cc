"""All cameras of a simulator: they share one thread, so that pictures never take more than one core from it."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import cv2

from sprue_sim.cameras.cell_camera import CellCamera
from sprue_sim.live import Live


class Studio:
    """Cameras of the cells that have one."""

    def __init__(self, folder: Path | None = None) -> None:
        cv2.setNumThreads(1)
        self.folder = folder
        self.cameras: list[CellCamera] = []
        self.darkroom = ThreadPoolExecutor(max_workers=1, thread_name_prefix="darkroom")

    def set_up(self, cell: str, live: Live) -> None:
        """A camera for as long as the simulator runs, if the cell has one."""
        if keys := live.machine.preset.camera:
            self.cameras.append(CellCamera(cell, live, keys, self.folder))

    def lend(self, cell: str, live: Live) -> Callable[[], Awaitable[None]] | None:
        """A camera for somebody else to let work, if the cell has one; its truth is not kept on the disk."""
        keys = live.machine.preset.camera
        return partial(CellCamera(cell, live, keys.lent()).work, self.darkroom) if keys else None

    async def work(self) -> None:
        """Until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for camera in self.cameras:
                    group.create_task(camera.work(self.darkroom), name=f"camera of {camera.cell}")
        finally:
            self.darkroom.shutdown(wait=False, cancel_futures=True)
