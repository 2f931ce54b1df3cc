"""Simulated machines and materials as data: one YAML file each, found by name, checked when read."""

from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sprue_sim.physics.energy import Drive
from sprue_sim.physics.pvt import TaitMelt
from sprue_sim.physics.viscosity import CrossWlf

HERE = Path(__file__).resolve().parent
T = TypeVar("T", bound=BaseModel)
Positive = Annotated[float, Field(gt=0)]


class PresetError(Exception):
    """A preset cannot be used; the message says which, where and what now."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Material(_Data):
    """A polymer as the physics needs it."""

    name: str
    cross_wlf: CrossWlf
    tait: TaitMelt
    diffusivity_m2_s: Positive
    heat_kj_kg_k: Positive
    no_flow_c: Positive
    eject_c: Positive


class Press(_Data):
    """The machine."""

    model: str
    drive: Drive
    clamp_kn: Positive
    screw_mm: Positive
    max_pressure_bar: Positive
    rated_kw: Positive
    screw_speed_1_min: Positive


class Mould(_Data):
    """The mould: per cavity a plate of `wall_mm`, `flow_mm` long and `width_mm` wide, fed by a runner."""

    name: str
    cavities: int = Field(ge=1, le=64)
    wall_mm: Positive
    flow_mm: Positive
    width_mm: Positive
    projected_cm2: Positive
    runner_mm: Positive
    runner_radius_mm: Positive
    gate_mm: Positive
    sensor_share: float = Field(gt=0, lt=0.9, description="Where on the flow path the sensor sits")
    stroke_mm: Positive
    dimension: str
    dimension_mm: Positive
    vent_slack: float = Field(default=0.02, ge=0)

    @property
    def part_cm3(self) -> float:
        """Volume of one part."""
        return self.wall_mm * self.flow_mm * self.width_mm / 1000

    @property
    def shot_cm3(self) -> float:
        """Volume of all cavities and the runners."""
        runner = 3.1416 * self.runner_radius_mm**2 * self.runner_mm * self.cavities / 1000
        return self.part_cm3 * self.cavities + runner


class Settings(_Data):
    """What the setter has set."""

    nozzle_c: Positive
    mould_c: Positive
    flow_cm3_s: Positive
    over_fill: float = Field(
        ge=-0.1, le=0.1, description="Volume pushed at change-over over the mould's, minus 1"
    )
    hold_bar: Positive
    hold_s: Positive
    back_bar: Positive
    cooling_s: Positive
    transfer_cm3: Positive


class Timing(_Data):
    """Dry parts of the cycle."""

    close_s: Positive
    open_s: Positive
    eject_s: Positive


class Preset(_Data):
    """One simulated cell."""

    title: str
    product: str
    press: Press
    mould: Mould
    material: Material
    settings: Settings
    timing: Timing
    noise: float = Field(gt=0, le=20, description="Times the repeatability of a laboratory press")


@cache
def material(name: str) -> Material:
    """Read a material.

    Raises:
        PresetError: it does not exist or is not valid.
    """
    path = HERE / "materials" / f"{name}.yaml"
    return _read(path, Material, yaml.safe_load(_text(path)))


@cache
def preset(name: str) -> Preset:
    """Read a simulated machine.

    Raises:
        PresetError: it does not exist (the message lists those that do) or is not valid.
    """
    path = HERE / "machines" / f"{name}.yaml"
    raw = yaml.safe_load(_text(path))
    return _read(path, Preset, {**raw, "material": material(raw["material"]).model_dump()})


def names() -> list[str]:
    """All simulated machines."""
    return sorted(path.stem for path in (HERE / "machines").glob("*.yaml"))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        there = ", ".join(sorted(other.stem for other in path.parent.glob("*.yaml")))
        kind = path.parent.name
        words = f"no {path.stem!r} among the {kind}; there are: {there}. Nothing was started."
        raise PresetError(words) from problem


def _read(path: Path, model: type[T], raw: object) -> T:
    try:
        return model.model_validate(raw)
    except ValidationError as problem:
        item = problem.errors(include_url=False)[0]
        where = ".".join(map(str, item["loc"]))
        raise PresetError(f"{path.name}: {where}: {item['msg']}. Nothing was started.") from problem
