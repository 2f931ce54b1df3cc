"""Pictures of one moment, one per light, are joined to a series. Pure: moments come in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sprue_contract.eyes import Of, seen_by
from sprue_contract.payloads import Image
from sprue_server.store.inspections import Key

APART_US = 5_000_000  # of the cell's time: switched lights follow each other within it
REST_S = 1.5  # after the last picture of a series that is not whole
ROOM = 64  # series that are not whole


class Taken(NamedTuple):
    """One stored picture."""

    key: Key
    cell: str
    run: str
    camera: str
    light: str
    shot_counter: int | None
    sha256: str
    media_type: str


def taken_of(key: Key, cell: str, run: str, image: Image) -> Taken:
    """A picture as it came; one without a light was taken under the only one."""
    light = image.light or "diffuse"
    return Taken(key, cell, run, image.camera, light, image.shot_counter, image.sha256, image.media_type)


@dataclass(eq=False)
class Series:
    """What a camera saw at one moment, by light; `tries`: how often somebody began to look."""

    taken: dict[str, Taken] = field(default_factory=dict)
    last_s: float = 0.0
    tries: int = 0

    @property
    def first(self) -> Taken:
        """The picture that was taken first: it names the series."""
        return min(self.taken.values(), key=lambda one: (one.key[1], one.key[2], one.key[0]))

    @property
    def cell(self) -> str:
        """Whose part or cavity it is."""
        return self.first.cell

    @property
    def measured_us(self) -> int:
        """When it was taken, by the cell's clock."""
        return self.first.key[1]

    @property
    def of(self) -> Of:
        """A part, or the mould."""
        return seen_by(self.first.camera)[0]

    def takes(self, other: Taken) -> bool:
        """Whether this picture is of the same moment, under a light that is not there yet."""
        first = self.first
        same = ("cell", "run", "camera", "shot_counter")
        return (
            all(getattr(first, name) == getattr(other, name) for name in same)
            and first.key[0] == other.key[0]
            and abs(first.key[1] - other.key[1]) < APART_US
            and other.light not in self.taken
        )


class Gathering:
    """Series that are not whole yet. A series is whole with the lights of its camera's last one."""

    def __init__(self, room: int = ROOM) -> None:
        self.open: list[Series] = []
        self.room = room
        self._lights: dict[tuple[str, str], frozenset[str]] = {}

    def add(self, taken: Iterable[Taken], now_s: float) -> list[Series]:
        """Put pictures in; the series that are whole now, and those for which there is no room to wait."""
        for one in taken:
            self._join(one, now_s)
        whole = [series for series in self.open if self._is_whole(series)]
        too_many = max(0, len(self.open) - len(whole) - self.room)
        whole += [series for series in self.open if series not in whole][:too_many]
        return [self._close(series) for series in whole]

    def rested(self, now_s: float) -> list[Series]:
        """Series to which nothing was added for a while: what is there has to do."""
        return [self._close(one) for one in list(self.open) if now_s - one.last_s >= REST_S]

    def wait_s(self, now_s: float) -> float | None:
        """How long until the next one has rested; None: nothing is open."""
        return max(0.0, min(one.last_s for one in self.open) + REST_S - now_s) if self.open else None

    def learn(self, cell: str, camera: str, lights: Iterable[str]) -> None:
        """From now on a series of this camera is whole with these."""
        self._lights[cell, camera] = frozenset(lights)

    def _join(self, one: Taken, now_s: float) -> None:
        series = next((some for some in self.open if some.takes(one)), None)
        if series is None:
            series = Series()
            self.open.append(series)
        series.taken[one.light], series.last_s = one, now_s

    def _is_whole(self, series: Series) -> bool:
        wanted = self._lights.get((series.cell, series.first.camera))
        return wanted is not None and wanted <= series.taken.keys()

    def _close(self, series: Series) -> Series:
        self.open.remove(series)
        if len(self._lights) > 1000:  # noqa: PLR2004  # whoever invents cameras must not fill the memory
            self._lights.clear()
        self.learn(series.cell, series.first.camera, series.taken)
        return series
