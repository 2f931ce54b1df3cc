"""Pictures of simulated over measured, for the report."""

from pathlib import Path

import matplotlib as mpl
import numpy as np

from benchmarks.comparing import kassel
from benchmarks.comparing.effects import TARGETS, Effect
from benchmarks.comparing.side_by_side import Pair

mpl.use("Agg")
from matplotlib import pyplot as plt  # after the backend is chosen

INK, OURS = "#222222", "#d95f02"
SHOWN_S = 6.0


def curves(path: Path, medians: Pair) -> None:
    """Cavity and injection pressure of eight settings spread over all, measured and simulated."""
    rows = np.linspace(1, len(medians.measured.curves) - 1, 8).astype(int)
    t = np.arange(medians.measured.curves.shape[2]) * kassel.PERIOD_S
    figure, axes = plt.subplots(4, 4, figsize=(15, 11), sharex=True)
    for place, row in enumerate(rows):
        for signal, axis in zip(
            ("cavity_pressure_bar", "injection_pressure_bar"), axes.flat[2 * place : 2 * place + 2], strict=True
        ):
            axis.plot(t, medians.measured.signal(signal)[row], color=INK, label="measured")
            axis.plot(t, medians.simulated.signal(signal)[row], color=OURS, label="simulated")
            axis.set_xlim(0, SHOWN_S)
            axis.set_title(_title(medians.measured, row, signal), fontsize=8)
    axes.flat[0].legend()
    _save(figure, path)


def _title(run: kassel.Run, row: int, signal: str) -> str:
    c = run.columns
    return (
        f"{signal.split('_', maxsplit=1)[0]}, bar: {c['set_injection_flow_cm3_s'][row]:.0f} cm³/s, "
        f"V/P {c['set_transfer_volume_cm3'][row]:g} cm³, {c['set_nozzle_temperature_c'][row]:.0f}/"
        f"{c['set_mould_temperature_c'][row]:.0f} °C"
    )


def effects(path: Path, found: list[Effect]) -> None:
    """Every effect above two sigma: simulated against measured, with the band of 30 %."""
    figure, axis = plt.subplots(figsize=(7, 6))
    line = np.array([-60.0, 60.0])
    axis.plot(line, line, color="#999999")
    axis.fill_between(line, line * 0.7, line * 1.3, color="#dddddd")
    for one in (effect for effect in found if effect.counts):
        axis.plot(one.measured * 100, one.simulated * 100, "o", color=OURS)
        name = f"{TARGETS[one.target]}: {one.factor.removeprefix('set_').split('_')[0]}"
        axis.annotate(name, (one.measured * 100, one.simulated * 100), fontsize=7)
    axis.set_xscale("symlog", linthresh=0.1)
    axis.set_yscale("symlog", linthresh=0.1)
    axis.set_xlabel("measured effect, %")
    axis.set_ylabel("simulated effect, %")
    _save(figure, path)


def ramp(path: Path, medians: Pair) -> None:
    """The recyclate ramp, each quantity over its value at 0 %."""
    wanted = ("weight_g", "cavity_peak_bar", "dosing_time_s", "injection_peak_bar")
    figure, axes = plt.subplots(1, len(wanted), figsize=(15, 3.6))
    for name, axis in zip(wanted, axes, strict=True):
        for run, colour, label in ((medians.measured, INK, "measured"), (medians.simulated, OURS, "simulated")):
            values = run.columns[name]
            share = medians.measured.columns["recyclate_pct"]
            axis.plot(share, (values / values[0] - 1) * 100, "o-", color=colour, label=label)
        axis.set_title(f"{TARGETS[name]}, % of the value without recyclate", fontsize=9)
        axis.set_xlabel("recyclate, %")
    axes[0].legend()
    _save(figure, path)


def transients(path: Path, measured: dict[str, list[float]], simulated: dict[str, list[float]]) -> None:
    """Median deviation from the settled mean by place after a change."""
    figure, axes = plt.subplots(1, len(measured), figsize=(15, 3.6))
    for (name, values), axis in zip(measured.items(), axes, strict=True):
        axis.plot(values, "o-", color=INK, label="measured")
        axis.plot(simulated[name], "o-", color=OURS, label="simulated")
        axis.axhline(0, color="#999999", linewidth=0.8)
        axis.set_title(name, fontsize=9)
        axis.set_xlabel("cycles after a change")
    axes[0].legend()
    _save(figure, path)


def _save(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=60)
    plt.close(figure)
