"""What a machine tells: its birth, frames, shots, readings and events, in the contract's words."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract import curves as packing
from sprue_contract.fields import CycleQuality, Kind
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Birth
from sprue_contract.quantities import QUANTITIES
from sprue_contract.words import Words, naming
from sprue_sim.channels import channels, layout
from sprue_sim.data import Preset, Settings
from sprue_sim.limits import limits
from sprue_sim.process.curves import PERIOD_S
from sprue_sim.schedule import Stop

Floats = NDArray[np.float64]
TOLD_PER_SHOT = (
    "injection_time_s",
    "dosing_time_s",
    "cycle_time_s",
    "cushion_volume_cm3",
    "plastification_volume_cm3",
    "transfer_volume_cm3",
    "transfer_specific_pressure_bar",
    "specific_pressure_maximum_bar",
    "cavity_pressure_maximum_bar",
    "back_pressure_bar",
    "energy_shot_kwh",
    "cooling_time_s",
    "cavity_wall_start_c",
    "cavity_wall_peak_c",
)
SET = {  # key of the settings -> catalogue name
    "nozzle_c": "set_nozzle_temperature_c",
    "mould_c": "set_mould_temperature_c",
    "flow_cm3_s": "set_injection_flow_cm3_s",
    "transfer_cm3": "set_transfer_volume_cm3",
    "hold_bar": "set_hold_pressure_bar",
    "hold_s": "set_hold_time_s",
    "back_bar": "set_back_pressure_bar",
    "cooling_s": "set_cooling_time_s",
    "regrind_pct": "recyclate_pct",
}


class Told(NamedTuple):
    """One record, not yet numbered."""

    kind: Kind
    measured_us: int
    body: dict[str, Any]


class Span(NamedTuple):
    """A run in time: its first moment, its last when it is known to end, its pace, its time lapse of wear.

    `frozen_us`: since when it stands, by the wall's clock.
    """

    started_us: int
    until_us: int | None = None
    pace: float = 1.0
    time_lapse: float = 1.0
    frozen_us: int | None = None


class Named(NamedTuple):
    """A cycle's place: when, which count, which job, whether the process was still settling."""

    start_us: int
    end_us: int
    counter: int
    job: str
    start_up: bool


class Finished(NamedTuple):
    """A finished cycle, as far as a message tells it."""

    named: Named
    bad: bool
    values: Mapping[str, float]
    settings: Mapping[str, float]
    curves: Sequence[dict[str, Any]] = ()


def birth(preset: Preset, title: Words, span: Span, standard_s: float, *, sandbox: bool = False) -> Told:
    """The cell introduces itself for one run."""
    told, bands = channels(preset), limits(preset)
    named = naming(
        title=title,
        machine=preset.press.name,
        product=preset.mould.product,
        mould=preset.mould.name,
        material=preset.material.name,
    )
    body = Birth(
        **named,
        origin="simulated",
        sandbox=sandbox,
        pace=span.pace,
        time_lapse=span.time_lapse,
        frozen_us=span.frozen_us,
        started_us=span.started_us,
        until_us=span.until_us,
        cavities=preset.mould.cavities,
        standard_cycle_s=round(standard_s, 2),
        layout=layout_id(told),
        channels=told,
        shot_fields=[channel(name, "simulated", *bands.get(name, (None, None))) for name in TOLD_PER_SHOT],
    )
    return Told("birth", span.started_us, body.model_dump(mode="json"))


def sample(preset: Preset, rows: Sequence[list[float]]) -> Told:
    """Frames as one record."""
    return Told("sample", int(rows[0][0]), {"layout": layout(preset), "frames": list(rows)})


def shot(made: Finished) -> Told:
    """The finished cycle, measured at its end."""
    quality, named = CycleQuality.BAD_CYCLE if made.bad else CycleQuality.GOOD_CYCLE, made.named
    body = {
        "started_us": named.start_us,
        "counter": named.counter,
        "job": named.job,
        "quality": int(CycleQuality.TEST_SAMPLE_CYCLE if named.start_up else quality),
        "start_up": named.start_up,
        "values": _known(made.values),
        "settings": dict(made.settings),
        "curves": list(made.curves),
    }
    return Told("shot", named.end_us, body)


def _known(values: Mapping[str, float]) -> dict[str, float]:
    """What no sensor could have measured is left out: no melt at the cavity's sensor, no cushion."""
    rounded = {name: round(float(values[name]), 4) for name in TOLD_PER_SHOT}
    missing = {
        name for name in ("cavity_pressure_maximum_bar", "cushion_volume_cm3") if rounded[name] <= LEAST[name]
    }
    return {name: value for name, value in rounded.items() if name not in missing}


LEAST = {"cavity_pressure_maximum_bar": 1.0, "cushion_volume_cm3": 0.0}


def settings_told(settings: Settings) -> dict[str, float]:
    """What is set on the machine, by catalogue name."""
    return {name: round(float(getattr(settings, key)), 3) for key, name in SET.items()}


def curves(signals: Mapping[str, Floats]) -> list[dict[str, Any]]:
    """Curves from the start of injection, as a press's own recorder keeps them."""
    return [_curve(name, values) for name, values in signals.items()]


def _curve(name: str, values: Floats) -> dict[str, Any]:
    known = QUANTITIES[name]
    return {
        "name": name,
        "unit": known.unit,
        "start_s": 0.0,
        "period_s": PERIOD_S,
        "step": known.step,
        "count": len(values),
        "data": packing.to_text(pack(values, known.step)),
    }


def pack(values: Floats, step: float) -> bytes:
    """`sprue_contract.curves.pack` for arrays: the same bytes, thirty times faster (a test compares)."""
    missing = np.isnan(values)
    whole = np.where(missing, packing.MISSING, np.rint(np.where(missing, 0, values) / step))
    steps = np.diff(whole.astype(np.int64), prepend=0)
    return zlib.compress(steps.astype(np.int32).tobytes(), packing.LEVEL)


def measurement(values: Mapping[str, float], measured_us: int, counter: int) -> Told:
    """A part on the scale and under the gauge."""
    body = {
        "shot_counter": counter,
        "shot_measured_us": measured_us,
        "inspector": "scale and gauge beside the press",
        "origin": "simulated",
        "values": {name: round(value, 3) for name, value in values.items()},
    }
    return Told("measurement", measured_us, body)


def alarm(stop: Stop, measured_us: int, *, comes: bool) -> Told:
    """An alarm comes or goes."""
    body = {
        "what": "alarm",
        "name": stop.name,
        "classification": stop.classification,
        "severity": stop.severity,
        "active": comes,
        "originator": "machine" if stop.classification < PERIPHERAL else "peripheral",
    }
    return Told("event", measured_us, body)


PERIPHERAL = 116  # OPC 40083: from the robot interface on, alarms come from what stands beside the press


def parameter(setting: str, before: float, after: float, measured_us: int) -> Told:
    """The operator has changed a setting."""
    name = SET[setting]
    body = {
        "what": "parameter_change",
        "name": name,
        "before": round(before, 2),
        "after": round(after, 2),
        "unit": QUANTITIES[name].unit,
        "originator": "operator",
    }
    return Told("event", measured_us, body)


def note(name: str, text: str, measured_us: int, originator: str = "machine") -> Told:
    """Something to know: a job, a lot, a shift."""
    return Told("event", measured_us, {"what": "note", "name": name, "text": text, "originator": originator})


def mode(before: str, after: str, measured_us: int) -> Told:
    """The machine's mode has changed; words of OPC 40083."""
    body = {
        "what": "mode_change",
        "name": "machine_mode",
        "before": before,
        "after": after,
        "originator": "operator",
    }
    return Told("event", measured_us, body)
