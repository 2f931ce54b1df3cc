"""Which shots a shot is fairly compared with, and how far from them is far."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sprue_contract.fields import CycleQuality
from sprue_contract.quantities import QUANTITIES

from sprue_server.facts import ShotFacts, Study, Values

ENOUGH = 12  # shots of the same settings; with fewer the spread is a guess
MOST = 60  # shots; more would hide a slow drift inside the "normal" band
FEWEST = 5  # below it nothing is said about normal
CAVITY = "cavity_pressure_maximum_bar"
FAINT = 0.25  # of the usual cavity pressure; less means that hardly any melt arrived
SCATTER_FLOOR = 0.002  # of the median: repeatability of a settled press (Kassel: fill time 0.17 %)
MAD_TO_SIGMA = 1.4826


class Peers(NamedTuple):
    """Good shots to compare with, in order of time."""

    shots: tuple[ShotFacts, ...]
    same_settings: bool


class Normal(NamedTuple):
    """Where a quantity normally lies."""

    median: float
    spread: float
    shots: int

    def distance(self, value: float) -> float:
        """How many times the usual scatter a value is away from the median; negative is below."""
        return (value - self.median) / self.spread


def peers_of(study: Study) -> Peers:
    """Nearest good shots, of the same settings where there are enough, else of any settings."""
    good = [shot for shot in usable(study.recent) if study.shot is None or shot.id != study.shot.id]
    wanted = settings_key((study.shot or good[-1]).settings) if good else None
    same = [shot for shot in good if settings_key(shot.settings) == wanted]
    chosen = same if len(same) >= ENOUGH else good
    return Peers(_nearest(chosen, study.shot), len(same) >= ENOUGH)


def usable(shots: Iterable[ShotFacts]) -> list[ShotFacts]:
    """Settled good shots in order of time, each once."""
    once = {shot.id: shot for shot in shots}.values()
    good = [shot for shot in once if shot.quality == CycleQuality.GOOD_CYCLE and not shot.start_up]
    usual = normal_of(good, CAVITY)
    kept = [shot for shot in good if not is_faint(shot, usual)]
    return sorted(kept, key=lambda shot: (shot.measured_us, shot.id))


def is_faint(shot: ShotFacts, usual: Normal | None) -> bool:
    """Whether hardly any melt reached the cavity of this shot, where it normally does."""
    if usual is None or usual.shots < FEWEST:
        return False
    pressure = shot.values.get(CAVITY)
    if pressure is None:
        return CAVITY in shot.values  # told as not measurable; a cell without the sensor never names it
    return pressure < FAINT * usual.median


def settings_key(settings: Values) -> tuple[tuple[str, float], ...]:
    """Equal for equal settings; a setting that is not told does not count."""
    known = ((name, value) for name, value in settings.items() if value is not None)
    return tuple(sorted((name, round(value, 3)) for name, value in known))


def normal_of(shots: Sequence[ShotFacts], name: str) -> Normal | None:
    """Median and robust scatter of a quantity; None when no shot tells it."""
    found = [value for shot in shots if (value := shot.values.get(name)) is not None]
    if not found:
        return None
    values = np.asarray(found)
    median = float(np.median(values))
    scatter = MAD_TO_SIGMA * float(np.median(np.abs(values - median)))
    step = QUANTITIES[name].step if name in QUANTITIES else 0.0
    floor = max(abs(median) * SCATTER_FLOOR, step / 2) or 1e-9
    return Normal(median, max(scatter, floor), len(found))


def _nearest(shots: Sequence[ShotFacts], shot: ShotFacts | None) -> tuple[ShotFacts, ...]:
    if shot is None:
        return tuple(shots[-MOST:])
    near = sorted(shots, key=lambda other: (abs(other.measured_us - shot.measured_us), other.id))[:MOST]
    return tuple(sorted(near, key=lambda other: (other.measured_us, other.id)))
