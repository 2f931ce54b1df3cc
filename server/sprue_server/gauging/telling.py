"""What the gauges of a cell say of shots: by the version that was in force, or why nothing."""

from collections.abc import Mapping, Sequence

from sprue_server.gauge.gauge import Judged
from sprue_server.gauge_views import GaugeOutside, GaugePair, GaugeReadingView, Silent
from sprue_server.gauging.cell import CellGauges, Version
from sprue_server.gauging.samples import Features, Seen
from sprue_server.minding.evidence import unit_of
from sprue_server.shots import shot_id
from sprue_server.store.tables import ShotRow


def readings(
    features: Features, state: CellGauges, quantity: str, rows: Sequence[ShotRow], alarm_us: int | None
) -> list[GaugeReadingView]:
    """Of shots of the cell, in their order. `alarm_us`: since when its process is called to be off."""
    seen = features.of(rows)
    judged = _judged(state, quantity, rows, seen)
    measured = {one.id: one.readings.get(quantity) for one in state.samples}
    taught = {one.number: _taught(one) for one in state.versions.get(quantity, [])}
    told = []
    for row, one, (version, said) in zip(rows, seen, judged, strict=True):
        view = _reading(quantity, row, (version, said, one))
        view.measured = measured.get(view.shot)
        view.trusted &= alarm_us is None or row.measured_us < alarm_us
        told.append(_as_left_out(view, taught[version.number].get(view.shot) if version else None))
    return told


def _taught(version: Version) -> dict[str, GaugePair]:
    """Parts that taught it, with what was said of each by parts without it."""
    kept = version.row.body["taught"]
    return {shot: _pair(shot, *told, in_experience=True, later=False) for shot, *told in kept}


def pairs(state: CellGauges, quantity: str) -> list[GaugePair]:
    """Measured parts and what was said of each without it, oldest first: those that taught, then later ones."""
    current = state.current(quantity)
    if current is None:
        return []
    found = [*_taught(current).values()]
    some = [one for one in state.measured(quantity) if one.measured_us > current.row.to_us]
    for one, said in zip(some, current.of(some), strict=True):
        measured = one.readings[quantity]
        if measured is None or said.prediction is None or said.high_90 is None:
            continue
        numbers = (one.measured_us, one.counter, measured, said.prediction, said.high_90 - said.prediction)
        found.append(_pair(one.id, *numbers, in_experience=said.in_experience, later=True))
    return found


def _pair(shot: str, *numbers: float, in_experience: bool, later: bool) -> GaugePair:
    """Moment, count, what was measured, what was said, half of its interval."""
    moment, count, measured, predicted, half = numbers
    return GaugePair(
        shot=shot,
        counter=int(count),
        measured_us=int(moment),
        measured=measured,
        predicted=predicted,
        half=half,
        in_experience=in_experience,
        later=later,
    )


def _judged(
    state: CellGauges, quantity: str, rows: Sequence[ShotRow], seen: Sequence[Seen]
) -> list[tuple[Version | None, Judged | None]]:
    """Each by the version in force; all of a version at once, which is much quicker than one by one."""
    versions = [state.in_force(quantity, row.measured_us) for row in rows]
    found: list[tuple[Version | None, Judged | None]] = [(one, None) for one in versions]
    for version in {one.number: one for one in versions if one}.values():
        places = [at for at, one in enumerate(versions) if one is version and seen[at].told]
        told = version.gauge.judge_told([seen[at].told for at in places])
        for at, said in zip(places, told, strict=True):
            found[at] = version, said
    return found


def _reading(
    quantity: str, row: ShotRow, found: tuple[Version | None, Judged | None, Seen]
) -> GaugeReadingView:
    version, said, seen = found
    there = said is not None and said.prediction is not None
    return GaugeReadingView(
        quantity=quantity,
        unit=unit_of(quantity),
        shot=shot_id(row),
        counter=row.counter,
        measured_us=row.measured_us,
        prediction=said.prediction if said else None,
        low=said.low_90 if said else None,
        high=said.high_90 if said else None,
        in_experience=bool(said and said.in_experience),
        trusted=version is not None and _held(version, row),
        outside=_outside(version, said, seen.told),
        silent=None if there else _silent(version, seen),
        measured=None,
        taught=False,
        version=version.number if version else None,
    )


def _held(version: Version, row: ShotRow) -> bool:
    return version.row.ended_us is None or row.measured_us < version.row.ended_us


def _as_left_out(view: GaugeReadingView, pair: GaugePair | None) -> GaugeReadingView:
    """Of a part that taught: a gauge that has seen it would flatter itself."""
    if pair is None:
        return view
    low, high = pair.predicted - pair.half, pair.predicted + pair.half
    return view.model_copy(update={"prediction": pair.predicted, "low": low, "high": high, "taught": True})


def _outside(version: Version | None, said: Judged | None, told: Mapping[str, float]) -> GaugeOutside | None:
    if version is None or said is None or said.in_experience or version.gauge.missing(told):
        return None
    found = version.gauge.outside(told)
    return GaugeOutside(unit=unit_of(found.name), **found._asdict()) if found else None


def _silent(version: Version | None, seen: Seen) -> Silent:
    if version is None:
        return "no_gauge"
    if not seen.told:
        return "interrupted"
    return "missing" if version.gauge.missing(seen.told) else "far"
