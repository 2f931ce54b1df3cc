"""What a press, a mould, an auxiliary and a cell are: the keys of the library's YAML files."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sprue_contract.quantities import QUANTITIES
from sprue_contract.words import Words
from sprue_sim.cameras.settings import CameraKeys
from sprue_sim.grades import Data, Material, Positive, Share

__all__ = [
    "Auxiliary",
    "Data",
    "Dimension",
    "Gains",
    "Material",
    "Mould",
    "Packing",
    "Preset",
    "Press",
    "Settings",
]

Drive = Literal["hydraulic", "servo-hydraulic", "electric"]
Market = Literal["food", "baby", "toy", "automotive", "cosmetic", "technical"]


class Press(Data):
    """The machine. Named generically: no make."""

    name: Words
    drive: Drive
    built: int = Field(ge=1970, le=2030)
    clamp_kn: Positive
    screw_mm: Positive
    screw_ld: Positive = 20
    screw_speed_1_min: Positive = Field(description="Highest")
    stroke_cm3: Positive
    max_pressure_bar: Positive
    max_flow_cm3_s: Positive
    rated_kw: Positive
    heating_kw: Positive
    close_s: Positive
    open_s: Positive
    flow_delay_s: Annotated[float, Field(ge=0, lt=0.3)] = 0.036
    flow_overshoot: Share = 0.3
    pressure_lag_s: Positive = 0.012
    reaction_s: Annotated[float, Field(ge=0, lt=0.05)] = Field(default=0.004, description="The screw moves on")
    noise: float = Field(gt=0, le=20, description="Times the repeatability of the laboratory press")


class Packing(Data):
    """How pressure gets into the cavity and leaves it; fitted for a measured mould, else worked out."""

    reference_flow_cm3_s: Positive | None = Field(default=None, description="Flow the powers below refer to")
    rise_share: Share | None = Field(default=None, description="Of the fill, until the feed's loss is there")
    end_share: Annotated[float, Field(gt=0, lt=0.6)] = Field(default=0.1, description="Last region to fill")
    end_factor: Positive = Field(default=0.7, description="Its resistance over that of all before it")
    end_power: Positive = Field(default=1.2, description="How its resistance grows while it fills")
    end_flow_power: float = Field(default=0.35, description="Faster fill, hotter melt, less resistance there")
    relief: Share = Field(default=0.45, description="Of the feed's resistance that is left while packing")
    relief_flow_power: float = Field(default=0.45, description="The same for the feed")
    stiff_share: Positive = Field(
        default=0.42, description="Of the cavity's melt that the sensor's region presses"
    )
    touch_share: Positive = Field(
        default=0.004, description="Of the cavity, over which the front touches the wall"
    )
    expansion_1_k: Positive = Field(default=9e-4, description="Of the melt while it cools in the cavity")
    cool_s: Positive | None = Field(default=None, description="Time constant of its mean temperature")
    cool_flow_power: float = Field(default=0.0, description="How that time depends on flow")
    gate_power: Positive = Field(default=0.5, description="How fast the gate's resistance grows to its seal")
    skin_share: Share = Field(default=0.4, description="Of the peak that the frozen skin keeps on the sensor")
    skin_flow_power: float = 0.1
    skin_melt_1_k: float = 0.0
    skin_wall_1_k: float = 0.0
    sensor_gain: Positive = Field(default=1.0, description="What the sensor shows over the melt's pressure")
    sensor_flow_power: float = 0.0
    skin_s: Positive = Field(default=2.1, description="Time constant with which the skin lets go")


class Touch(Data):
    """What a sensor in the cavity's wall sees when melt touches it."""

    contact_share: Share = Field(default=0.42, description="Of melt minus wall, before it falls")
    jump: Share = Field(default=0.45, description="Of the rise that comes at once")
    rise_s: Positive = 0.3
    fall_s: Positive = 2.2
    slow_s: Positive = 11.0
    slow_share: Share = 0.3
    flow_power: float = 0.015
    pressure_power: float = Field(default=0.0, description="The harder it is pressed on, the more it gives")
    melt_1_k: float = 0.0
    wall_1_k: float = 0.0


class Gains(Data):
    """Relative change of a quality per unit of each cause; fitted for a measured mould, else from pvT."""

    pack_1_bar: float | None = None
    melt_1_k: float | None = None
    wall_1_k: float | None = None
    unsettled_1_k: float = 0.0
    flow_log: float = 0.0
    cooling_1_s: float = 0.0
    back_1_bar: float = 0.0
    hold_1_bar: float = 0.0


class Dimension(Data):
    """One dimension that a gauge measures."""

    name: str
    nominal_mm: Positive
    tolerance_mm: Positive
    gains: Gains = Gains()


class Mould(Data):
    """The mould: per cavity a plate, `wall_mm` by `flow_mm` by `width_mm`, behind runner and gate."""

    name: Words
    product: Words
    market: Market
    cavities: int = Field(ge=1, le=8)
    balance: tuple[float, ...] = Field(description="Flow into each cavity over the mean; 0 = blocked")
    part_g: Positive | None = Field(default=None, description="Measured weight of a good part")
    wall_mm: Positive
    flow_mm: Positive
    width_mm: Positive
    projected_cm2: Positive = Field(description="Per cavity")
    runner: Literal["cold", "hot"]
    runner_mm: Positive
    runner_radius_mm: Positive
    gate_mm: Positive
    stroke_mm: Positive
    steel_kg: Positive
    circuit_l_min: Positive
    circuit_mm: Positive = 8.0
    wall_rise_c: Positive | None = Field(default=None, description="Settled wall over coolant, if measured")
    wall_tau_s: Positive | None = Field(default=None, description="Time constant of the wall, if measured")
    body_tau_s: Positive | None = Field(default=None, description="Of the steel behind it, after its water")
    vent_um: Positive
    regrind_allowed_pct: Annotated[float, Field(ge=0, le=100)] = 0
    packing: Packing = Packing()
    touch: Touch = Touch()
    weight: Gains = Gains()
    dimensions: tuple[Dimension, Dimension]

    @model_validator(mode="after")
    def _one_balance_per_cavity(self) -> "Mould":
        if len(self.balance) != self.cavities:
            raise ValueError(f"balance has {len(self.balance)} numbers for {self.cavities} cavities")
        if not any(self.balance):
            raise ValueError("every cavity is blocked; at least one must be open")
        return self

    @property
    def part_cm3(self) -> float:
        """Volume of one cavity."""
        return self.wall_mm * self.flow_mm * self.width_mm / 1000

    @property
    def runner_cm3(self) -> float:
        """Volume of cold runners; a hot runner stays full."""
        cold = 3.1416 * self.runner_radius_mm**2 * self.runner_mm * self.cavities / 1000
        return cold if self.runner == "cold" else 0.0


class Settings(Data):
    """What the setter has set."""

    nozzle_c: Positive
    mould_c: Positive
    flow_cm3_s: Positive
    metered_cm3: Positive
    transfer_cm3: Positive
    hold_bar: Positive
    hold_s: Positive
    hold_start_bar: Positive | None = Field(default=None, description="Hold begins here; none: at hold_bar")
    hold_end_s: Annotated[float, Field(ge=0)] = 0.3
    back_bar: Positive
    screw_1_min: Positive
    cooling_s: Positive
    regrind_pct: Annotated[float, Field(ge=0, le=100)] = 0

    @model_validator(mode="after")
    def _changes_over_before_it_is_empty(self) -> "Settings":
        if self.transfer_cm3 >= self.metered_cm3:
            raise ValueError(f"transfer_cm3 {self.transfer_cm3} must be below metered_cm3 {self.metered_cm3}")
        return self


class Auxiliary(Data):
    """A device beside the press; what its numbers mean depends on its kind."""

    name: str
    kind: Literal[
        "dryer", "tcu", "chiller", "hot_runner", "robot", "granulator", "energy_meter", "hall_climate"
    ]
    numbers: dict[str, float] = {}
    normal: dict[str, tuple[float, float]] = Field(
        default={}, description="Between what its channels lie when all is well, by catalogue name"
    )

    @model_validator(mode="after")
    def _bands_have_width(self) -> "Auxiliary":
        for name, (low, high) in self.normal.items():
            if name not in QUANTITIES:
                raise ValueError(f"normal.{name}: no quantity is called so")
            if not low < high:
                raise ValueError(f"normal.{name}: {low:g} must be below {high:g}")
        return self


class Dataset(Data):
    """A production dataset of the control: what it sets beside the settings that it is known by."""

    name: str
    when: dict[str, float]
    also: dict[str, float]
    lot: dict[Literal["mould", "material"], dict[str, Any]] = Field(
        default={}, description="What the lot of those days does otherwise, in the words of both files"
    )

    def lot_in(self, preset: "Preset") -> "Preset":
        """The cell with this dataset's lot; the cell itself if it runs the usual one."""
        parts: dict[str, Data] = {
            part: _changed(getattr(preset, part), change) for part, change in self.lot.items()
        }
        return preset.model_copy(update=parts) if parts else preset


def _changed(data: Data, changes: dict[str, Any]) -> Data:
    return type(data).model_validate(_laid_over(data.model_dump(), changes))


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    deeper = {k: _laid_over(below[k], v) for k, v in above.items() if isinstance(v, dict) and below.get(k)}
    return {**below, **above, **deeper}


class Preset(Data):
    """One simulated cell: which press, mould and material, what stands beside it and what is set."""

    title: Words
    press: Press
    mould: Mould
    material: Material
    auxiliaries: tuple[Auxiliary, ...] = ()
    settings: Settings
    datasets: tuple[Dataset, ...] = ()
    eject_s: Positive = 1.0
    manned: bool = Field(default=False, description="Semi-automatic: stands while its operator has a break")
    limits_pct: dict[str, float] = {}
    camera: CameraKeys | None = None
    mould_shots: float | None = Field(
        default=None,
        ge=0,
        description="Made, unpolished, when its story begins; None: a mould in good care",
    )

    @model_validator(mode="after")
    def _fits(self) -> "Preset":
        if self.settings.metered_cm3 > self.press.stroke_cm3:
            raise ValueError(
                f"settings.metered_cm3: {self.settings.metered_cm3} cm³ do not fit in front of the screw of "
                f"{self.press.name!r} ({self.press.stroke_cm3} cm³)"
            )
        if self.settings.regrind_pct > self.mould.regrind_allowed_pct:
            raise ValueError(
                f"settings.regrind_pct: {self.settings.regrind_pct:g} % regrind is not allowed in "
                f"{self.mould.market} parts of {self.mould.name!r} "
                f"(at most {self.mould.regrind_allowed_pct:g} %)"
            )
        for dataset in self.datasets:
            dataset.lot_in(self)
        return self

    def auxiliary(self, kind: str) -> Auxiliary | None:
        """The device of this kind, if there is one."""
        return next((one for one in self.auxiliaries if one.kind == kind), None)
