"""What the newest shots of a cell say of regrind: facts for the comparison, and how the API shows it."""

from collections.abc import Mapping, Sequence

from sprue_contract.payloads import Birth
from sprue_server.analytics import regrind as analysis
from sprue_server.drift.numbers import numbers_of
from sprue_server.energy.regrind import ENERGY, WEIGHT, Against, Fed, Moved, NoComparison, compare
from sprue_server.energy_views import AgainstView, MovedView, RegrindView
from sprue_server.metering.showing import bounds
from sprue_server.minding.cycles import cycles_of
from sprue_server.minding.evidence import level_of, unit_of
from sprue_server.shots import facts, finding_views, values_of
from sprue_server.store.fed import SHARE
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthRow, ShotRow

Key = tuple[int, int, int]


def regrind(reader: Reader, cell: str, limit: int) -> RegrindView:
    """Of so many of the newest shots; curves are read only where there is something to compare.

    A recording that is played in a loop tells the same cycles again: they are evidence once.
    """
    known = reader.shots(cell, limit=limit)[::-1]
    births = reader.births(cell)
    rows = _once(known, {birth.run for birth in births if birth.origin == "recorded"})
    found = compare(_bare(rows, births))
    if not isinstance(found, NoComparison):
        weights = _weights(reader, cell, limit)
        found = compare(_whole(reader, rows, births, weights))
    why = found if isinstance(found, NoComparison) else None
    origin = next((one.body["origin"] for one in births if rows and one.run == rows[-1].run), None)
    return RegrindView(
        cell=cell,
        origin=origin,
        shots=len(rows),
        repeated=len(known) - len(rows),
        from_us=rows[0].measured_us if rows else None,
        to_us=rows[-1].measured_us if rows else None,
        why=why.reason if why else None,
        share_pct=why.share_pct if why else None,
        against=[] if isinstance(found, NoComparison) else [against_view(one) for one in found],
        findings=finding_views("regrind", analysis.explain(found)),
    )


def _once(rows: Sequence[ShotRow], recorded: set[str]) -> list[ShotRow]:
    """Without those of a recording whose every value is that of an earlier one."""
    seen: set[str] = set()
    found = []
    for row in rows:
        told = repr(sorted(values_of(row).items()))
        if row.run not in recorded or told not in seen:
            found.append(row)
        seen.add(told)
    return found


def _bare(rows: Sequence[ShotRow], births: Sequence[BirthRow]) -> list[Fed]:
    """Shares alone: whether there are several is quickly known."""
    return [_fed(row, births, {}) for row in rows if not row.start_up]


def _whole(
    reader: Reader, rows: Sequence[ShotRow], births: Sequence[BirthRow], weights: Mapping[Key, float]
) -> list[Fed]:
    """With all numbers that are watched, energy and weight."""
    settled = [row for row in rows if not row.start_up]
    birth = Birth.model_validate(births[0].body) if births else None
    cycles = cycles_of(reader, birth, settled)
    return [
        _fed(row, births, numbers_of(cycle) | _beside(row, weights))
        for row, cycle in zip(settled, cycles, strict=True)
    ]


def _fed(row: ShotRow, births: Sequence[BirthRow], numbers: Mapping[str, float]) -> Fed:
    """A recording was judged by nobody: its cycles are called good for want of another word."""
    birth = next((one for one in births if one.run == row.run), None)
    settings = tuple(sorted((name, value) for name, value in row.settings.items() if name != SHARE))
    under = (birth.body.get("mould") if birth else None, row.job, settings)
    judged = birth is not None and birth.origin != "recorded"
    return Fed(
        row.measured_us, row.settings.get(SHARE), under, numbers, not facts(row).good if judged else None
    )


def _weights(reader: Reader, cell: str, limit: int) -> dict[Key, float]:
    pairs = reader.shots_measured(reader.measurements(cell, limit), reader.shown(cell, None, None))
    told = {(row.stream, row.measured_us, row.seq): readings.get(WEIGHT) for row, readings in pairs}
    return {key: float(value) for key, value in told.items() if value is not None}


def _beside(row: ShotRow, weights: Mapping[Key, float]) -> dict[str, float]:
    weight = weights.get((row.stream, row.measured_us, row.seq))
    found = {ENERGY: row.energy_shot_kwh, WEIGHT: weight}
    return {name: value for name, value in found.items() if value is not None}


def against_view(one: Against) -> AgainstView:
    """A share against the lowest one."""
    return AgainstView(
        share_pct=one.share_pct,
        base_pct=one.base_pct,
        shots=one.shots,
        base_shots=one.base_shots,
        moved=[_moved(other) for other in one.moved],
        rejects=bounds(one.rejects) if one.rejects else None,
        base_rejects=bounds(one.base_rejects) if one.base_rejects else None,
        energy_pct=bounds(one.energy_pct) if one.energy_pct else None,
        in_turn=one.in_turn,
    )


def _moved(one: Moved) -> MovedView:
    return MovedView(
        name=one.name,
        family=one.family,
        unit=unit_of(one.name),
        level="part" if one.name == WEIGHT else level_of(one.name),
        before=one.before,
        now=one.now,
        spreads=bounds(one.spreads),
        told=one.told,
    )
