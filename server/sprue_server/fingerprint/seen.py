"""A shot laid out for the groups: its curves on time axes, its phases found, values if plausible."""

from collections.abc import Mapping
from typing import NamedTuple

from sprue_contract.quantities import plausible
from sprue_server.fingerprint.facts import Cycle
from sprue_server.fingerprint.phases import Phases, phases
from sprue_server.fingerprint.track import Track, track

Found = dict[str, float | None]
VOLUME = "transfer_volume_cm3"


class Seen(NamedTuple):
    """What a group reads. `phases` is None where no curve says when the mould was filled."""

    values: Mapping[str, float | None]
    settings: Mapping[str, float | None]
    tracks: Mapping[str, Track]
    phases: Phases | None
    sensor_near_gate: bool

    def value(self, name: str) -> float | None:
        """A value of the machine, None when absent or implausible."""
        return plausible(name, self.values.get(name))


def lay_out(cycle: Cycle, *, sensor_near_gate: bool = False) -> Seen:
    """Read the curves and find the phases, once for all groups."""
    tracks = {name: found for name, one in cycle.curves.items() if (found := track(one))}
    told = plausible(VOLUME, cycle.values.get(VOLUME))
    wanted = plausible(f"set_{VOLUME}", cycle.settings.get(f"set_{VOLUME}"))
    when = phases(tracks, told if told is not None else wanted)
    return Seen(cycle.values, cycle.settings, tracks, when, sensor_near_gate)
