"""A shot held against recent good ones: which ones, their bands, the template, the phases of the cycle."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

from sprue_contract.payloads import Birth, Channel
from sprue_contract.quantities import QUANTITIES
from sprue_server import golden
from sprue_server.analytics.stands_out import distance
from sprue_server.findings import ShotFacts
from sprue_server.shot_views import Band, PhaseMark
from sprue_server.shots import facts
from sprue_server.store.reader import Reader
from sprue_server.store.shots import key_of
from sprue_server.store.tables import ShotRow

RECENT, TEMPLATE, SAME = 400, 60, 6
HIDDEN = {"cooling_time_s"}


class Company(NamedTuple):
    """The shots that a shot is compared with, newest first."""

    rows: list[ShotRow]
    same_settings: bool


def company(reader: Reader, shot: ShotRow) -> Company:
    """Recent good shots up to this one; those of the same settings when there are enough of them."""
    rows = reader.shots(shot.cell, before_us=shot.measured_us, limit=RECENT)
    if len(rows) < SAME:  # the first shots of a cell: what came after is better than nothing
        rows = reader.shots(shot.cell, limit=RECENT)
    good = [row for row in rows if facts(row).good and row.seq != shot.seq]
    same = [row for row in good if row.settings == shot.settings and row.run == shot.run]
    return Company(same, same_settings=True) if len(same) >= SAME else Company(good, same_settings=False)


def recent(reader: Reader, shot: ShotRow) -> list[ShotFacts]:
    """Neighbours whatever their settings: against them it shows what a changed setting did."""
    around = reader.shots(shot.cell, before_us=shot.measured_us + 1, limit=RECENT)
    if len(around) < SAME:
        around = reader.shots(shot.cell, limit=RECENT)
    return [facts(row) for row in around]


def template(reader: Reader, rows: Sequence[ShotRow]) -> list[golden.GoldenCurve]:
    """The golden template of these shots, newest first."""
    found = reader.curves_of(rows)
    ordered = [found[key_of(row)] for row in rows if key_of(row) in found]
    return golden.golden([[golden.Signal(*curve) for curve in curves] for curves in ordered])


def bands(shot: ShotRow, others: Company, birth: Birth | None) -> list[Band]:
    """Every value of the shot beside the range of recent good ones, and declared limits."""
    subject, good = facts(shot), [facts(row) for row in others.rows]
    declared = {field.name: field for field in birth.shot_fields} if birth else {}
    names = [name for name in {**subject.values, **declared} if name not in HIDDEN]
    return [_band(name, subject, good, declared.get(name)) for name in names]


def _band(name: str, subject: ShotFacts, good: Sequence[ShotFacts], limits: Channel | None) -> Band:
    known = sorted(found for shot in good if (found := shot.values.get(name)) is not None)
    enough = len(known) >= golden.ENOUGH
    cuts = quantiles(known, n=20) if enough else []
    told = distance(name, subject, good)
    unit = QUANTITIES[name].unit if name in QUANTITIES else ""
    return Band(
        name=name,
        unit=unit,
        value=subject.values.get(name),
        low=cuts[0] if enough else None,
        median=median(known) if enough else None,
        high=cuts[-1] if enough else None,
        limit_low=limits.normal_low if limits else None,
        limit_high=limits.normal_high if limits else None,
        spread=cuts[-1] - cuts[0] if enough else None,
        distance=round(told[0], 2) if told else None,
    )


def phases(shot: ShotRow, length_s: float) -> list[PhaseMark]:
    """Fill, pack and cool on the curves' own time, only as far as the shot tells them."""
    fill = shot.injection_time_s
    hold = shot.settings.get("set_hold_time_s")
    if fill is None or length_s <= 0:
        return []
    marks = [PhaseMark(phase="fill", start_s=0, end_s=min(fill, length_s))]
    if hold is not None:
        end = min(fill + float(hold), length_s)
        marks.append(PhaseMark(phase="pack", start_s=fill, end_s=end))
        marks.append(PhaseMark(phase="cool", start_s=end, end_s=length_s))
    return marks
