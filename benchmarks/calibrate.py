"""Fit the Kassel cap on every second setting: its mould's packing, its resin's viscosity, its parts' gains.

Prints the numbers as YAML; a person puts them into moulds/kassel-cap.yaml, materials/cap-resin.yaml,
presses/laboratory-100t.yaml and, those of the other lot, cells/kassel-cap.yaml of the simulator. Physics is one
for both campaigns; what the lot of the second does otherwise (weight, skin, contact) is that lot's. Offsets per
block of the first are fitted beside them and thrown away, so that no drift over its days is taken for an effect
of temperature; what melt and mould temperature do, the second campaign says, which varied them in order.
"""

import argparse
import sys
from types import SimpleNamespace
from typing import Any, NamedTuple

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
PACKING = {  # name -> lowest, highest
    "rise_share": (0.1, 0.6),
    "end_share": (0.02, 0.3),
    "end_factor": (0.2, 2.5),
    "end_power": (0.3, 2.5),
    "end_flow_power": (-0.5, 1.0),
    "relief": (0.03, 1.0),
    "relief_flow_power": (-0.5, 1.0),
    "stiff_share": (0.1, 1.2),
    "touch_share": (0.001, 0.02),
    "expansion_1_k": (5e-4, 1.4e-3),
    "cool_s": (1.0, 9.0),
    "cool_flow_power": (-1.2, 0.3),
    "gate_power": (0.2, 2.5),
    "sensor_gain": (0.85, 1.25),
    "sensor_flow_power": (-0.25, 0.4),
}
RESIN = {"n": (0.2, 0.55), "tau_star_pa": (5e3, 9e5), "d1_pa_s": (100.0, 5000.0), "a1": (300.0, 16000.0)}
OTHERS = {
    "no_flow_c": (150.0, 205.0),
    "gate_mm": (0.9, 2.2),
    "flow_overshoot": (0.0, 1.0),
    "reaction_s": (0.0, 0.006),
    "volume": (0.92, 1.08),
}
BOUNDS = {**PACKING, **RESIN, **OTHERS}
BLOCKS = 6
QUALITIES = ("weight_g", "inner_diameter_mm", "outer_diameter_mm")


class Weights(NamedTuple):
    """How much peaks of the cavity and pressures at change-over count beside the curves."""

    peaks: float
    transfers: float


def changed(preset: Preset, found: dict[str, float]) -> Preset:
    """The preset with other numbers; `volume` is a factor on the cavity's."""
    mould, material = preset.mould, preset.material
    size = {"width_mm": mould.width_mm * found.get("volume", 1.0)}
    gate = {k: found[k] for k in ("gate_mm",) if k in found}
    packing = mould.packing.model_copy(update={k: found[k] for k in PACKING if k in found})
    wlf = material.cross_wlf.model_copy(update={k: found[k] for k in RESIN if k in found})
    thermal = material.thermal.model_copy(update={k: found[k] for k in ("no_flow_c",) if k in found})
    drive = {str(k): found[k] for k in ("flow_overshoot", "reaction_s") if k in found}
    parts = {
        "mould": mould.model_copy(update={"packing": packing, **size, **gate}),
        "material": material.model_copy(update={"cross_wlf": wlf, "thermal": thermal}),
        "press": preset.press.model_copy(update=drive),
    }
    return preset.model_copy(update=parts)


def starting(preset: Preset) -> dict[str, float]:
    """The numbers as they are."""
    return {
        **{k: getattr(preset.mould.packing, k) for k in PACKING},
        **{k: getattr(preset.material.cross_wlf, k) for k in RESIN},
        "no_flow_c": preset.material.thermal.no_flow_c,
        "gate_mm": preset.mould.gate_mm,
        "flow_overshoot": preset.press.flow_overshoot,
        "reaction_s": preset.press.reaction_s,
        "volume": 1.0,
    }


class Goal:
    """Measured medians of some settings, and how far a preset is from them."""

    def __init__(self, preset: Preset, runs: list[tuple[kassel.Run, float]], weights: Weights) -> None:
        self.preset, self.weights = preset, weights
        self.columns = {k: np.concatenate([run.columns[k] for run, _ in runs]) for k in runs[0][0].columns}
        self.nozzle, self.cavity = (
            np.nan_to_num(np.concatenate([run.signal(name)[:, : len(T)] for run, _ in runs]))
            for name in ("injection_pressure_bar", "cavity_pressure_bar")
        )
        self.hold_end_s = np.concatenate([np.full(len(run.curves), end) for run, end in runs])
        self.block = np.concatenate([block_of(run, end) for run, end in runs])

    def settings(self) -> Any:  # settings whose numbers are arrays
        """What was set, one number per setting."""
        c = self.columns
        return SimpleNamespace(
            flow_cm3_s=c["set_injection_flow_cm3_s"],
            metered_cm3=c["metered_cm3"],
            transfer_cm3=c["set_transfer_volume_cm3"],
            hold_bar=c["set_hold_pressure_bar"],
            hold_s=c["set_hold_time_s"],
            hold_start_bar=self.preset.settings.hold_start_bar,
            hold_end_s=self.hold_end_s,
            back_bar=c["set_back_pressure_bar"],
            screw_1_min=self.preset.settings.screw_1_min,
            cooling_s=c["set_cooling_time_s"],
        )

    def simulate(self, found: dict[str, float], blocks: Floats) -> tuple[Any, Floats, Floats]:
        """Shots and their two pressure curves."""
        preset, settings = changed(self.preset, found), self.settings()
        melt, wall = self.columns["set_nozzle_temperature_c"], self.columns["wall_start_c"]
        now = Conditions(melt, wall, viscosity=blocks[self.block])
        made = press.shot(preset, settings, now)
        drawn = [_drawn(preset, settings, now, made, row) for row in range(len(self.block))]
        return made, np.array([nozzle for nozzle, _ in drawn]), np.array([cavity for _, cavity in drawn])

    def misses(self, found: dict[str, float], blocks: Floats) -> Floats:
        """Weighted residuals."""
        made, nozzle, cavity = self.simulate(found, blocks)
        c = self.columns
        early = np.where(T < 1.0, 1.5, np.where(T < 2.0, 1.0, 0.3)) * 0.35 / 60
        early = early * np.where(T[None] < c["injection_time_s"][:, None] - 0.02, 2.5, 1.0)
        parts = (
            (nozzle - self.nozzle) * early,
            (cavity - self.cavity) * np.where(T < 2.5, 0.5, 0.25) / 40,
            (made.cavity_peak_bar - c["cavity_peak_bar"]) / 10 * self.weights.peaks,
            (made.transfer_bar - c["injection_peak_bar"]) / 15 * self.weights.transfers,
            (made.injection_s - c["injection_time_s"]) * 300,
            (c["metered_cm3"] - made.injection.traces.pushed_cm3.max(axis=0) - c["cushion_cm3"]) * 25,
            (blocks - 1) / 0.02,
            np.atleast_1d(blocks.mean() - 1) * 300,
        )
        return np.concatenate([np.ravel(part) for part in parts])


def _drawn(preset: Preset, settings: Any, now: Conditions, made: Any, row: int) -> tuple[Floats, Floats]:
    """Nozzle and cavity pressure of one setting."""
    here: Any = SimpleNamespace(**{k: press.single(v, row) for k, v in vars(settings).items()})
    found = curves.signals(preset, here, press.single(now, row), press.single(made, row), T)
    return found["injection_pressure_bar"], found["cavity_pressure_bar"]


def block_of(run: kassel.Run, hold_end_s: float) -> NDArray[np.int64]:
    """Which stretch of the campaign a setting was run in: by its temperatures, and by its day."""
    nozzle, mould = run.columns["set_nozzle_temperature_c"], run.columns["set_mould_temperature_c"]
    block = np.where(nozzle == 250, 0, np.where(nozzle == 260, 2, 4)) + (mould == 50)
    return np.minimum(block, 4) if hold_end_s > 1 else np.full(len(nozzle), 5)


def measured(name: str, half: int | None) -> kassel.Run:
    """Medians of settled shots, of every second setting, or of all."""
    run = kassel.sound(kassel.read(kassel.FOLDER, name))
    if name == "reference":  # its set change-over was not recorded; where the screw stood was
        run.columns["set_transfer_volume_cm3"] = np.round(run.columns["cushion_cm3"] * 2) / 2
    found = kassel.medians(kassel.settled(run))
    return found if half is None else found.only(np.arange(len(found.curves)) % 2 == half)


def fit(goals: list[Goal], steps: int) -> tuple[dict[str, float], Floats]:
    """Numbers and offsets of blocks that leave least."""
    names = list(BOUNDS)
    low, high = (np.array([BOUNDS[k][side] for k in names]) for side in (0, 1))
    start = np.array([starting(goals[0].preset)[k] for k in names])
    z0 = np.concatenate([np.clip((start - low) / (high - low), 0.01, 0.99), np.ones(BLOCKS)])

    def named(z: Floats) -> dict[str, float]:
        return dict(zip(names, (low + z[: len(names)] * (high - low)).tolist(), strict=True))

    def misses(z: Floats) -> Floats:
        left = [goal.misses(named(z), z[len(names) :]) for goal in goals]
        return np.nan_to_num(np.concatenate(left), nan=50, posinf=50, neginf=-50)

    limits = (
        np.r_[np.zeros(len(names)), np.full(BLOCKS, 0.7)],
        np.r_[np.ones(len(names)), np.full(BLOCKS, 1.4)],
    )
    done = least_squares(misses, z0, bounds=limits, diff_step=1e-3, loss="soft_l1", max_nfev=steps)
    return named(done.x), done.x[len(names) :]


def gains(goal: Goal, found: dict[str, float]) -> dict[str, dict[str, float]]:
    """How weight and diameters answer to each cause, with an offset per block.

    A cause that never varied, or only between blocks, has no answer.
    """
    made, _, _ = goal.simulate(found, np.ones(BLOCKS))
    c = goal.columns
    causes = {
        "pack_1_bar": made.packed_bar,
        "melt_1_k": c["set_nozzle_temperature_c"],
        "wall_1_k": c["wall_start_c"],
        "flow_log": np.log(c["set_injection_flow_cm3_s"]),
        "cooling_1_s": c["set_cooling_time_s"],
        "back_1_bar": c["set_back_pressure_bar"],
        "hold_1_bar": c["set_hold_pressure_bar"],
    }
    blocks = np.eye(BLOCKS)[goal.block]
    blocks = blocks[:, blocks.any(axis=0)]
    within = {name: values - blocks @ (np.linalg.pinv(blocks) @ values) for name, values in causes.items()}
    varied = {name: values for name, values in within.items() if np.ptp(values) > 1e-6 * np.ptp(causes[name])}
    design = np.column_stack([*varied.values(), blocks])
    answers = {name: np.linalg.lstsq(design, np.log(c[name]), rcond=None)[0] for name in QUALITIES}
    return {name: dict(zip(varied, values[: len(varied)], strict=True)) for name, values in answers.items()}


def main() -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peaks", type=float, default=4.0)
    parser.add_argument("--transfers", type=float, default=6.0)
    parser.add_argument("--steps", type=int, default=80)
    options = parser.parse_args()
    preset = library.preset("kassel-cap")
    weights, heavier = Weights(options.peaks, options.transfers), Weights(16.0, 16.0)
    goals = [  # of the second campaign, which varied temperatures in order, there are five times fewer settings
        Goal(preset, [(measured("doe", 0), 3.5)], weights),
        Goal(preset.datasets[0].lot_in(preset), [(measured("reference", 0), 0.5)], heavier),
    ]
    found, blocks = fit(goals, options.steps)
    for name, value in found.items():
        print(f"{name}: {value:.5g}")
    for title, goal in zip(("doe", "reference"), goals, strict=True):
        for name, answers in gains(goal, found).items():
            words = ", ".join(f"{cause}: {value:.3g}" for cause, value in answers.items())
            print(f"{title} {name}: {{{words}}}")
    print("offsets of the blocks, thrown away:", np.round(blocks, 3))
    return 0


if __name__ == "__main__":
    sys.exit(main())
