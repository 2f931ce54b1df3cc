"""What shots of a cell were fed and took, hour by hour: summed up by the database, for weeks are many shots."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Engine, func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from sprue_server.store.tables import ShotRow
from sprue_server.store.visibility import Stretch

HOUR_US = 3_600_000_000
SHARE = "recyclate_pct"


class FedHour(NamedTuple):
    """Shots of one share of regrind that ended within an hour; `share_pct` None: not told.

    `energetic`: how many of them told their energy, which sums up to `kwh`.
    """

    hour_us: int
    share_pct: float | None
    shots: int
    energetic: int
    kwh: float


class FedReading:
    """The part of the reader that is about material and energy of shots."""

    engine: Engine

    def fed(self, cell: str, stretches: Sequence[Stretch]) -> list[FedHour]:
        """Shots in these stretches by hour and share, in order of time."""
        hour = (col(ShotRow.measured_us) // HOUR_US).label("hour")
        share = col(ShotRow.settings)[SHARE].as_float().label("share")
        energy = col(ShotRow.energy_shot_kwh)
        found: dict[tuple[int, float | None], FedHour] = {}
        with Session(self.engine) as db:
            for one in stretches:
                query = sa_select(hour, share, func.count(), func.count(energy), func.sum(energy)).where(
                    col(ShotRow.cell) == cell,
                    col(ShotRow.run) == one.run,
                    col(ShotRow.measured_us) >= one.from_us,
                    col(ShotRow.measured_us) < one.to_us,
                )
                for number, told, *sums in db.execute(query.group_by("hour", "share")):
                    key = (int(number) * HOUR_US, told)
                    before = found.get(key, FedHour(*key, 0, 0, 0.0))
                    found[key] = _with(before, *sums)
        return sorted(found.values(), key=lambda one: (one.hour_us, one.share_pct or -1.0))


def _with(before: FedHour, shots: int, energetic: int, kwh: float | None) -> FedHour:
    return before._replace(
        shots=before.shots + shots, energetic=before.energetic + energetic, kwh=before.kwh + (kwh or 0.0)
    )
