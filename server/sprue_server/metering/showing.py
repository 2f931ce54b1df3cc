"""Energy as the API shows it."""

from collections.abc import Iterable, Sequence

from sprue_contract.fields import Origin
from sprue_server.analytics import energy_per_kg, standing_energy
from sprue_server.energy.factors import GRID
from sprue_server.energy.line import Bounds, Line
from sprue_server.energy.standing import Standing
from sprue_server.energy_views import (
    BandView,
    BesideView,
    BoundsView,
    CyclesEnergyView,
    EnergyView,
    FactorView,
    FedHourView,
    LineView,
    PartWeightView,
    RegrindShareView,
    StandingView,
    StateEnergyView,
    WindowView,
)
from sprue_server.floor.showing import figure
from sprue_server.metering.gathering import Gathered
from sprue_server.shot_views import FindingView
from sprue_server.shots import finding_views
from sprue_server.store.fed import FedHour

STRETCH = ("us", "measured_us", "kwh", "kw")


def view(told: Gathered, origins: Iterable[Origin], until_us: int) -> EnergyView:
    """A cell in a period."""
    counts = told.windows
    return EnergyView(
        cell=told.cell,
        origins=sorted(set(origins)),
        until_us=until_us,
        source=told.source,
        kwh=told.standing.all_kwh,
        measured_us=told.standing.all_measured_us,
        calendar_us=told.period.end_us - told.period.start_us,
        windows=len(counts.counted),
        window_us=counts.counted[0].end_us - counts.counted[0].start_us if counts.counted else None,
        left_out=counts.left_out,
        counted_kwh=counts.kwh,
        counted_kg=_sum([one.kg for one in counts.counted]),
        counted_good=_whole([one.good for one in counts.counted]),
        per_kg=figure(counts.per_kg),
        per_good=figure(counts.per_good),
        per_shot=figure(counts.per_shot),
        states=[_state(told.standing, place) for place in range(len(told.standing.states))],
        standing=_standing(told.standing),
        line=_line(told.line) if isinstance(told.line, Line) else None,
        weight=PartWeightView(**told.weight._asdict()) if told.weight else None,
        cycles=_cycles(told.fed),
        regrind=_regrind(told),
        beside=[BesideView(**vars(one)) for one in told.beside],
        findings=_findings(told),
    )


def factor() -> FactorView:
    """The default."""
    return FactorView(**GRID._asdict())


def windows(told: Gathered) -> list[WindowView]:
    """Those that count."""
    return [WindowView(**one._asdict()) for one in told.windows.counted]


def bounds(one: Bounds) -> BoundsView:
    """A number with its interval."""
    return BoundsView(**one._asdict())


def _findings(told: Gathered) -> list[FindingView]:
    stood = standing_energy.analyse(told.standing.states) or []
    drawn = energy_per_kg.explain(told.line) if told.source else []
    return [*finding_views("standing_energy", stood), *finding_views("energy_per_kg", drawn)]


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if numbers and len(known) == len(numbers) else None


def _whole(numbers: Sequence[int | None]) -> int | None:
    found = _sum(numbers)
    return None if found is None else round(found)


def _state(told: Standing, place: int) -> StateEnergyView:
    one = told.states[place]
    return StateEnergyView(state=one.state, **{name: getattr(one, name) for name in STRETCH})


def _standing(told: Standing) -> StandingView:
    return StandingView(**{name: getattr(told, name) for name in (*STRETCH, "share")})


def _line(one: Line) -> LineView:
    plain = {name: getattr(one, name) for name in ("mould", "windows", "others", "hours")}
    return LineView(
        **plain,
        base_kw=bounds(one.base_kw),
        kwh_kg=bounds(one.kwh_kg),
        base_share=one.base_share,
        residual_kw=one.residual_kw,
        phi=one.phi,
        band=[BandView(**at._asdict()) for at in one.band],
        remarks=list(one.remarks),
    )


def _cycles(fed: Iterable[FedHour]) -> CyclesEnergyView:
    hours = list(fed)
    return CyclesEnergyView(
        shots=sum(one.shots for one in hours),
        told=sum(one.energetic for one in hours),
        kwh=sum(one.kwh for one in hours),
    )


def _regrind(told: Gathered) -> RegrindShareView:
    """Weighed by shots; kilograms only where each hour's part weight is known."""
    known = [one for one in told.fed if one.share_pct is not None]
    shots = sum(one.shots for one in known)
    share = sum(one.shots * (one.share_pct or 0.0) for one in known) / shots if shots else None
    masses = [(one, told.kg_shot.get(one.hour_us)) for one in known]
    weighed = [(one, kg) for one, kg in masses if kg is not None]
    complete = bool(known) and len(weighed) == len(masses)
    return RegrindShareView(
        share_pct=share,
        told=shots,
        shots=sum(one.shots for one in told.fed),
        kg=sum(one.shots * kg * (one.share_pct or 0.0) / 100 for one, kg in weighed) if complete else None,
        all_kg=sum(one.shots * kg for one, kg in weighed) if complete else None,
    )


def fed(hours: Iterable[FedHour]) -> list[FedHourView]:
    """Shares hour by hour."""
    return [FedHourView(hour_us=one.hour_us, share_pct=one.share_pct, shots=one.shots) for one in hours]
