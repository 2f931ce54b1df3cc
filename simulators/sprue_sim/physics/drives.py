"""What a press and its helpers take from the mains, by drive and phase of the cycle. Plain floats, kW."""

from typing import Literal, NamedTuple

Drive = Literal["hydraulic", "servo-hydraulic", "electric"]


class Losses(NamedTuple):
    """Shares of rated power: always on, and lost over the relief valve at full pressure; efficiency."""

    idle_share: float
    throttle_share: float
    efficiency: float


DRIVES: dict[Drive, Losses] = {
    # Ours, set so that machines of 3 to 40 kg/h land at 0.6-1.2, 0.35-0.65 and 0.2-0.5 kWh/kg (tested).
    # Those ranges: Socks (VEIC) side by side; fixed pump : servo : electric is 100 : 54 : 48.
    "hydraulic": Losses(0.12, 0.40, 0.45),
    "servo-hydraulic": Losses(0.04, 0.05, 0.62),
    "electric": Losses(0.02, 0.02, 0.80),
}


class Phase(NamedTuple):
    """Part of a cycle: how long, the work done meanwhile, and pressure over the pump's highest (0 to 1)."""

    seconds: float
    useful_kw: float = 0.0
    pressure_share: float = 0.0


class Cycle(NamedTuple):
    """The phases of a cycle; `idle` is all time when the drive only waits."""

    clamp: Phase
    inject: Phase
    hold: Phase
    recover: Phase
    idle: Phase


class Power(NamedTuple):
    """Drive power in each phase, kW, names as in `Cycle`."""

    clamp: float
    inject: float
    hold: float
    recover: float
    idle: float


def melt_kw(pressure_bar: float, flow_cm3_s: float) -> float:
    """Work on the melt: p Q. 1000 bar at 100 cm3/s is 10 kW."""
    return pressure_bar * flow_cm3_s / 1e4


def screw_kw(throughput_g_s: float, *, work_kj_kg: float = 250.0) -> float:
    """Power at the screw while it plasticises; 150 to 400 kJ/kg, about half of the melt's heat."""
    return throughput_g_s * work_kj_kg / 1000


def phase_kw(drive: Drive, rated_kw: float, phase: Phase) -> float:
    """Power from the mains in a phase: idle, oil over the relief valve, and work over efficiency."""
    losses = DRIVES[drive]
    waste = losses.idle_share + losses.throttle_share * phase.pressure_share
    return rated_kw * waste + phase.useful_kw / losses.efficiency


def power_kw(drive: Drive, rated_kw: float, cycle: Cycle) -> Power:
    """Drive power by phase."""
    return Power(*(phase_kw(drive, rated_kw, phase) for phase in cycle))


def heater_kw(throughput_g_s: float, *, enthalpy_kj_kg: float, screw_kw: float, loss_kw: float) -> float:
    """Mean power of the barrel's heaters: what the melt needs less what the screw gives, plus losses.

    Never negative: too much shear heats the zones over their set points instead.
    """
    return max(throughput_g_s * enthalpy_kj_kg / 1000 - screw_kw, 0.0) + loss_kw


def shot_kwh(drive: Drive, rated_kw: float, cycle: Cycle, *, heater_kw: float) -> float:
    """Energy of press and barrel for one cycle, kWh."""
    used = power_kw(drive, rated_kw, cycle)
    drive_kj = sum(kw * phase.seconds for kw, phase in zip(used, cycle, strict=True))
    return (drive_kj + heater_kw * sum(phase.seconds for phase in cycle)) / 3600


def specific_kwh_kg(energy_kwh: float, shot_g: float) -> float:
    """Specific energy: per kilogram shot, parts and runner."""
    return energy_kwh / shot_g * 1000


def dryer_kw(
    throughput_kg_h: float,
    *,
    dry_c: float,
    hall_c: float = 23.0,
    idle_kw: float = 0.4,
    efficiency: float = 0.45,
) -> float:
    """Desiccant dryer: warming the pellets (1.7 kJ/kgK) over an efficiency that holds air and regeneration."""
    return idle_kw + throughput_kg_h / 3600 * 1.7 * max(dry_c - hall_c, 0.0) / efficiency


def tcu_kw(heat_kw: float, *, pump_kw: float = 0.8) -> float:
    """Temperature control unit: its pump, and the heat it adds (not what it takes away)."""
    return pump_kw + max(heat_kw, 0.0)


def chiller_kw(heat_kw: float, *, hall_c: float, water_c: float, quality: float = 0.4) -> float:
    """Chiller: heat over its COP, a share `quality` (0.3 to 0.5) of Carnot's with 10 K at each exchanger.

    Free cooling, COP 20, once the hall's outside air is 10 K colder than the water.
    """
    lift_k = hall_c + 10 - (water_c - 10)
    carnot = (water_c - 10 + 273.15) / max(lift_k, 1.0)
    return max(heat_kw, 0.0) / min(quality * carnot, 20.0)


def granulator_kw(throughput_kg_h: float, *, idle_kw: float = 0.5, cut_kwh_kg: float = 0.06) -> float:
    """Granulator beside the press: idling rotor and the work of cutting, 0.03 to 0.1 kWh/kg."""
    return idle_kw + cut_kwh_kg * throughput_kg_h
