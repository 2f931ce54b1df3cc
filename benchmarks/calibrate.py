"""Fit the Kassel cap: its mould's packing numbers and its resin's viscosity, on every second setting.

Prints the fitted numbers as YAML; a person puts them into simulators/sprue_sim/moulds/kassel-cap.yaml and
materials/cap-resin.yaml. Offsets per block of the campaign are fitted beside them and thrown away, so that a drift of the
material over the days is not taken for an effect of temperature.
"""

import argparse
import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from benchmarks.comparing import kassel
from sprue_sim import library
from sprue_sim.data import Preset
from sprue_sim.process import curves, press
from sprue_sim.process.conditions import Conditions

Floats = NDArray[np.float64]
T = np.arange(0, 10, kassel.PERIOD_S)
PACKING = {  # name -> (lowest, highest)
    "rise_share": (0.1, 0.6), "end_share": (0.02, 0.3), "end_factor": (0.2, 2.5), "end_power": (0.5, 2.5),
    "end_flow_power": (-0.5, 1.0), "relief": (0.03, 1.0), "relief_flow_power": (-0.5, 1.0), "stiff_share": (0.1, 1.2),
    "touch_share": (0.001, 0.02), "expansion_1_k": (5e-4, 1.4e-3), "cool_s": (1.0, 9.0), "cool_flow_power": (-1.2, 0.3),
    "gate_power": (0.2, 2.5), "skin_share": (0.1, 0.8), "skin_flow_power": (-0.3, 0.6), "skin_melt_1_k": (-0.06, 0.06),
    "skin_wall_1_k": (-0.06, 0.06), "skin_s": (1.0, 5.0),
    "sensor_gain": (0.85, 1.25), "sensor_flow_power": (-0.25, 0.1),
}  # fmt: skip
OTHERS = {
    "n": (0.2, 0.55), "tau_star_pa": (5e3, 9e5), "d1_pa_s": (100, 5000), "a1": (300, 16000), "no_flow_c": (150, 205),
    "gate_mm": (0.9, 2.2), "flow_overshoot": (0.0, 1.0), "volume": (0.92, 1.08), "plate": (0.5, 3.0),
    "reaction_s": (0.0, 0.0125),
}  # fmt: skip
BLOCKS = 6


def changed(preset: Preset, found: dict[str, float]) -> Preset:
    """The preset with other numbers."""
    mould, material = preset.mould, preset.material
    flow_mm = mould.flow_mm * found.get("plate", 1.0) ** 0.5
    width = mould.width_mm * found.get("volume", 1.0) * mould.flow_mm / flow_mm
    packing = mould.packing.model_copy(update={k: found[k] for k in PACKING if k in found})
    wlf = material.cross_wlf.model_copy(
        update={k: found[k] for k in ("n", "tau_star_pa", "d1_pa_s", "a1") if k in found}
    )
    thermal = material.thermal.model_copy(update={k: found[k] for k in ("no_flow_c",) if k in found})
    return preset.model_copy(
        update={
            "mould": mould.model_copy(
                update={
                    "packing": packing,
                    "flow_mm": flow_mm,
                    "width_mm": width,
                    "gate_mm": found.get("gate_mm", mould.gate_mm),
                }
            ),
            "material": material.model_copy(update={"cross_wlf": wlf, "thermal": thermal}),
            "press": preset.press.model_copy(
                update={k: found[k] for k in ("flow_overshoot", "reaction_s") if k in found}
            ),
        }
    )


def starting(preset: Preset) -> dict[str, float]:
    """The numbers as they are."""
    known = {k: getattr(preset.mould.packing, k) for k in PACKING}
    wlf = preset.material.cross_wlf
    return {
        **known, "n": wlf.n, "tau_star_pa": wlf.tau_star_pa, "d1_pa_s": wlf.d1_pa_s, "a1": wlf.a1,
        "no_flow_c": preset.material.thermal.no_flow_c, "gate_mm": preset.mould.gate_mm,
        "flow_overshoot": preset.press.flow_overshoot, "volume": 1.0, "plate": 1.0,
        "reaction_s": preset.press.reaction_s,
    }  # fmt: skip


class Goal:
    """Measured medians of some settings, and how far a preset is from them."""

    def __init__(
        self, preset: Preset, runs: list[tuple[kassel.Run, float]], weights: tuple[float, float]
    ) -> None:
        self.preset, self.weights = preset, weights
        self.columns = {k: np.concatenate([run.columns[k] for run, _ in runs]) for k in runs[0][0].columns}
        self.nozzle = np.nan_to_num(
            np.concatenate([run.signal("injection_pressure_bar")[:, : len(T)] for run, _ in runs])
        )
        self.cavity = np.nan_to_num(
            np.concatenate([run.signal("cavity_pressure_bar")[:, : len(T)] for run, _ in runs])
        )
        self.hold_end_s = np.concatenate([np.full(len(run.curves), end) for run, end in runs])
        self.block = np.concatenate([block_of(run, end) for run, end in runs])

    def simulate(self, found: dict[str, float], blocks: Floats) -> tuple[Any, Floats, Floats]:
        """Shots and their two pressure curves."""
        c, preset = self.columns, changed(self.preset, found)
        settings = SimpleNamespace(
            flow_cm3_s=c["set_injection_flow_cm3_s"], metered_cm3=c["metered_cm3"],
            transfer_cm3=c["set_transfer_volume_cm3"], hold_bar=c["set_hold_pressure_bar"], hold_s=c["set_hold_time_s"],
            hold_start_bar=700.0, hold_end_s=self.hold_end_s, back_bar=c["set_back_pressure_bar"], screw_1_min=104.0,
            cooling_s=c["set_cooling_time_s"],
        )  # fmt: skip
        now = Conditions(c["set_nozzle_temperature_c"], c["wall_start_c"], viscosity=blocks[self.block])
        made: Any = press.shot(preset, settings, now)  # type: ignore[arg-type]  # arrays of settings
        found_curves = [one(preset, settings, now, made, i) for i in range(len(self.block))]
        return made, np.array([a for a, _ in found_curves]), np.array([b for _, b in found_curves])

    def misses(self, found: dict[str, float], blocks: Floats) -> Floats:
        """Weighted residuals."""
        made, nozzle, cavity = self.simulate(found, blocks)
        c, (peaks, transfers) = self.columns, self.weights
        weight = np.where(T < 1.0, 1.5, np.where(T < 2.0, 1.0, 0.3)) * 0.35 / 60
        weight = weight * np.where(T[None] < c["injection_time_s"][:, None] - 0.02, 2.5, 1.0)
        slow = np.where(T < 2.5, 0.5, 0.25) / 40
        return np.concatenate(
            [
                ((nozzle - self.nozzle) * weight).ravel(),
                ((cavity - self.cavity) * slow).ravel(),
                (made.cavity_peak_bar - c["cavity_peak_bar"]) / 10 * peaks,
                (made.transfer_bar - c["injection_peak_bar"]) / 15 * transfers,
                (made.injection_s - c["injection_time_s"]) * 300,
                (blocks - 1) / 0.02,
                np.atleast_1d(blocks.mean() - 1) * 300,
            ]
        )


def one(preset: Preset, settings: Any, now: Conditions, made: Any, i: int) -> tuple[Floats, Floats]:
    """Nozzle and cavity pressure of shot `i`."""
    pick = lambda part: part[i] if isinstance(part, np.ndarray) else part  # noqa: E731
    traces = type(made.injection.traces)(*(part[:, i] for part in made.injection.traces))
    injection = made.injection._replace(
        **{k: pick(v) for k, v in made.injection._asdict().items() if k != "traces"}, traces=traces
    )
    parts = {"feed": made.feed, "melt": made.melt}
    single = {k: type(v)(*(pick(x) for x in v)) for k, v in parts.items()}
    screw = made.screw._replace(**{k: pick(v) for k, v in made.screw._asdict().items() if k != "hold"})
    screw = screw._replace(hold=type(screw.hold)(*(pick(x) for x in made.screw.hold)))
    shot = made._replace(
        injection=injection,
        screw=screw,
        **single,
        **{k: pick(getattr(made, k)) for k in ("injection_s", "dosing_s", "cycle_s")},
    )
    here = SimpleNamespace(**{k: pick(v) for k, v in vars(settings).items()})
    state = Conditions(*(pick(v) for v in now))
    drawn = curves.signals(preset, here, state, shot, T)  # type: ignore[arg-type]
    return drawn["injection_pressure_bar"], drawn["cavity_pressure_bar"]


def block_of(run: kassel.Run, hold_end_s: float) -> NDArray[np.int64]:
    """Which stretch of the campaign a setting was run in: by its temperatures, and by its day."""
    nozzle, mould = run.columns["set_nozzle_temperature_c"], run.columns["set_mould_temperature_c"]
    block = np.where(nozzle == 250, 0, np.where(nozzle == 260, 2, 4)) + (mould == 50)
    return np.where(block >= 4, 4, block) if hold_end_s > 1 else np.full(len(nozzle), 5)


def measured(name: str, half: int | None) -> kassel.Run:
    """Medians of settled shots, of every second setting, or of all."""
    run = kassel.sound(kassel.read(kassel.FOLDER, name))
    if name == "reference":
        cushion = np.round(run.columns["cushion_cm3"] * 2) / 2
        run.columns["set_transfer_volume_cm3"] = cushion
    found = kassel.medians(kassel.settled(run))
    return found if half is None else found.only(np.arange(len(found.curves)) % 2 == half)


def main() -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peaks", type=float, default=2.0)
    parser.add_argument("--transfers", type=float, default=4.0)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    preset = library.preset("kassel-cap")
    goal = Goal(
        preset, [(measured("doe", 0), 3.5), (measured("reference", 0), 0.5)], (options.peaks, options.transfers)
    )
    bounds = {**PACKING, **OTHERS}
    names, start = list(bounds), starting(preset)
    low, high = np.array([bounds[k][0] for k in names]), np.array([bounds[k][1] for k in names])
    x0 = np.array([np.clip(start[k], low[i] * 1.001 + 1e-9, high[i] * 0.999) for i, k in enumerate(names)])
    scale = high - low

    def misses(z: Floats) -> Floats:
        found = dict(zip(names, low + z[: len(names)] * scale, strict=True))
        return np.nan_to_num(goal.misses(found, z[len(names) :]), nan=50, posinf=50, neginf=-50)

    z0 = np.concatenate([np.clip((x0 - low) / scale, 0.01, 0.99), np.ones(BLOCKS)])
    limits = (
        np.r_[np.zeros(len(names)), np.full(BLOCKS, 0.7)],
        np.r_[np.ones(len(names)), np.full(BLOCKS, 1.4)],
    )
    done = least_squares(
        misses, z0, bounds=limits, diff_step=1e-3, loss="soft_l1", max_nfev=options.steps, verbose=1
    )
    for name, value in zip(names, low + done.x[: len(names)] * scale, strict=True):
        print(f"{name}: {value:.5g}")
    print("blocks", np.round(done.x[len(names) :], 3), "cost", round(done.cost))
    return 0


if __name__ == "__main__":
    sys.exit(main())
