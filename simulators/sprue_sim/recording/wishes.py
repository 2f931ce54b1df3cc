"""From the words of the command to a job: which cell, which settings shot by shot, which faults."""

import argparse
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import yaml

from sprue_sim import library
from sprue_sim.data import Data, Dataset, Preset, Settings
from sprue_sim.faults import Injected, parse_fault
from sprue_sim.recording.plan import ADVICE, PlanError, Row

DEFAULT_SHOTS = 100
MOST_SHOTS = 1_000_000
SLOWEST_FILL_S = 60.0  # slower, no melt arrives
LONGEST_S = {"hold_s": 300.0, "hold_end_s": 300.0, "cooling_s": 1800.0}
CLAMPED_BAR = 200.0  # mean cavity pressure that a press must hold for a mould to be hung into it


class Shot(NamedTuple):
    """What is set for one shot, and the name of its group of equal settings."""

    settings: Settings
    group: str
    named: bool = False
    """Whether the plan names the group."""
    wait_s: float | None = None
    """How long the press stands before the shot, where the plan says so."""


class Job(NamedTuple):
    """Everything a run needs."""

    preset: Preset
    rows: Sequence[Shot]
    seed: int
    faults: tuple[Injected, ...]


def job_of(options: argparse.Namespace, plan: Sequence[Row] | None) -> Job:
    """Understand the whole wish before anything is written.

    Raises:
        LibraryError: a name does not exist, or its parts do not fit.
        PlanError: a number of shots, a setting or a row cannot be.
        FaultError: a fault does not exist, or cannot exist here.
    """
    if options.seed < 0:
        raise PlanError(f"--seed {options.seed}: a seed is 0 or more. {ADVICE}")
    preset = cell_of(options.mould, options.machine, options.material)
    settings = changed(preset.settings, dict(_pairs(options.set)), "--set")
    preset = preset.model_copy(update={"settings": settings})
    count = _count(options.shots, plan)
    rows = _planned(preset, plan, count) if plan else [Shot(in_dataset(preset, settings), "1")] * count
    for row in {id(one.settings): one for one in rows}.values():
        check_fit(preset, row.settings)
    preset = in_lot(preset, {id(row.settings): row for row in rows}.values())
    return Job(preset, rows, options.seed, tuple(parse_fault(text, preset) for text in options.fault))


def cell_of(mould: str, machine: str | None, material: str | None) -> Preset:
    """The cell that runs this mould, with another press or material where one is named.

    Raises:
        LibraryError: a name does not exist, or the mould does not go into the press.
    """
    library.mould(mould)
    home = library.preset(_home(mould))
    parts: dict[str, Data] = {"press": library.press(machine) if machine else home.press}
    if material:
        parts["material"] = library.material(material)
    preset = home.model_copy(update=parts)
    if preset.material != home.material:
        usual = sum(preset.material.melt_c) / 2
        preset = preset.model_copy(update={"settings": home.settings.model_copy(update={"nozzle_c": usual})})
    needed = CLAMPED_BAR * preset.mould.projected_cm2 * preset.mould.cavities / 100
    if needed > preset.press.clamp_kn:
        raise library.LibraryError(
            f"mould {mould!r} needs about {needed:.0f} kN, press {machine!r} clamps with "
            f"{preset.press.clamp_kn:.0f} kN. Name a larger --machine. {ADVICE}"
        )
    return preset


def _home(mould: str) -> str:
    for name in library.names("cells"):
        if (
            yaml.safe_load((library.HERE / "cells" / f"{name}.yaml").read_text(encoding="utf-8"))["mould"]
            == mould
        ):
            return name
    raise library.LibraryError(f"mould {mould!r} hangs in no cell of cells/; add one. {ADVICE}")


def _pairs(words: Iterable[str]) -> Iterable[tuple[str, float]]:
    for word in words:
        key, _, text = word.partition("=")
        try:
            yield key.strip(), float(text)
        except ValueError as problem:
            raise PlanError(
                f"--set {word}: write it as key=number, such as hold_bar=600. {ADVICE}"
            ) from problem


def changed(settings: Settings, changes: dict[str, float], where: str) -> Settings:
    """Settings with some numbers replaced.

    Raises:
        PlanError: a key does not exist, or a number cannot be set.
    """
    unknown = sorted(changes.keys() - Settings.model_fields.keys())
    if unknown:
        there = ", ".join(Settings.model_fields)
        raise PlanError(f"{where}: there is no setting {', '.join(unknown)}; there are: {there}. {ADVICE}")
    try:
        return library.check(Settings, {**settings.model_dump(), **changes}, where)
    except library.LibraryError as problem:
        raise PlanError(str(problem).replace("Nothing was started.", ADVICE)) from problem


def _count(shots: int | None, plan: Sequence[Row] | None) -> int:
    count = shots if shots is not None else len(plan) if plan else DEFAULT_SHOTS
    if not 0 < count <= MOST_SHOTS:
        raise PlanError(f"--shots {count}: between 1 and {MOST_SHOTS:,} can be made. {ADVICE}")
    if plan and count > len(plan):
        raise PlanError(f"--shots {count}: the plan has {len(plan)} rows, one for each shot. {ADVICE}")
    return count


def _planned(preset: Preset, plan: Sequence[Row], count: int) -> list[Shot]:
    known: dict[tuple[tuple[str, float], ...], Shot] = {}
    made = []
    for row in plan[:count]:
        key = tuple(sorted(row.changes.items()))
        if key not in known:
            settings = changed(preset.settings, row.changes, f"line {row.line} of the plan")
            known[key] = Shot(in_dataset(preset, settings), str(len(known) + 1))
        shot = known[key]._replace(wait_s=row.wait_s)
        made.append(shot._replace(group=row.setting, named=True) if row.setting else shot)
    return made


def in_dataset(preset: Preset, settings: Settings) -> Settings:
    """What a production dataset of the cell sets beside, when these settings are its own."""
    dataset = _dataset(preset, settings)
    return settings.model_copy(update=dataset.also) if dataset else settings


def _dataset(preset: Preset, settings: Settings) -> Dataset | None:
    known = (one for one in preset.datasets if all(getattr(settings, k) == v for k, v in one.when.items()))
    return next(known, None)


def in_lot(preset: Preset, rows: Iterable[Shot]) -> Preset:
    """The cell with the lot of the dataset that every shot belongs to; with its own where they differ."""
    found = {id(one): one for one in (_dataset(preset, row.settings) for row in rows)}
    if len(found) > 1 or None in found.values():
        return preset
    dataset = next(iter(found.values()), None)
    return dataset.lot_in(preset) if dataset else preset


def check_fit(preset: Preset, settings: Settings) -> None:
    """Whether these settings can be run: by the press, by what regrind is allowed, by how the material flows.

    Raises:
        PlanError: they cannot.
    """
    _check_press(preset, settings)
    mould = preset.mould
    if settings.regrind_pct > mould.regrind_allowed_pct:
        raise PlanError(
            f"regrind_pct {settings.regrind_pct:g}: {mould.name!r} makes {mould.market} parts, where at most "
            f"{mould.regrind_allowed_pct:g} % regrind is allowed. {ADVICE}"
        )
    freezes = preset.material.thermal.no_flow_c
    if settings.nozzle_c <= freezes + 10 or settings.mould_c >= freezes - 10:
        raise PlanError(
            f"{preset.material.name} stops flowing at {freezes:.0f} °C: it cannot be moulded with the nozzle "
            f"at {settings.nozzle_c:g} °C and the mould at {settings.mould_c:g} °C. {ADVICE}"
        )


def _check_press(preset: Preset, settings: Settings) -> None:
    """Whether this press can be set so."""
    press, most = preset.press, settings.transfer_cm3 + SLOWEST_FILL_S * settings.flow_cm3_s
    highest = {
        "metered_cm3": press.stroke_cm3,
        "flow_cm3_s": press.max_flow_cm3_s,
        "screw_1_min": press.screw_speed_1_min,
        **dict.fromkeys(("hold_bar", "hold_start_bar", "back_bar"), press.max_pressure_bar),
        **LONGEST_S,
    }
    for key, limit in highest.items():
        value = getattr(settings, key) or 0.0
        if value > limit:
            raise PlanError(f"{key} {value:g}: {press.name!r} can be set to at most {limit:g}. {ADVICE}")
    if settings.metered_cm3 > most:
        raise PlanError(
            f"flow_cm3_s {settings.flow_cm3_s:g}: the fill would take more than {SLOWEST_FILL_S:g} s. {ADVICE}"
        )
