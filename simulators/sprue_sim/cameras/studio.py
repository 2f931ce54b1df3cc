"""All cameras of a simulator: they share one thread, so that pictures never take more than one core from it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
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
        """A camera, if the cell has one."""
        preset = live.machine.preset
        if preset.camera is not None:
            self.cameras.append(CellCamera(cell, live, preset.camera, self.folder))

    async def work(self) -> None:
        """Until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for camera in self.cameras:
                    group.create_task(camera.work(self.darkroom), name=f"camera of {camera.cell}")
        finally:
            self.darkroom.shutdown(wait=False, cancel_futures=True)
