"""What a grade of polymer is: the keys of the materials' YAML files."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.words import Words
from sprue_sim.physics.pvt import TaitMelt
from sprue_sim.physics.viscosity import CrossWlf

Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Family = Literal["PP", "HDPE", "PS", "ABS", "PC", "PA66", "POM", "PBT"]


class Data(BaseModel):
    """Data that cannot be changed and refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Thermal(Data):
    """Heat: of the melt unless said otherwise."""

    conductivity_w_m_k: Positive
    heat_j_kg_k: Positive
    melt_kg_m3: Positive
    solid_kg_m3: Positive
    fusion_j_kg: float = Field(ge=0, description="Heat of crystallisation that really crystallises")
    no_flow_c: Positive
    eject_c: Positive
    source: str

    @property
    def diffusivity_m2_s(self) -> float:
        """How fast temperature evens out."""
        return self.conductivity_w_m_k / self.heat_j_kg_k / self.melt_kg_m3


class Moisture(Data):
    """What water does to a polymer and how it is driven out."""

    limit_pct: Positive = Field(description="Above it splay begins")
    saturation_pct: Positive = Field(description="After weeks in a hall at 50 % humidity")
    dry_c: Positive
    dry_h: Positive = Field(description="First-order time constant at `dry_c`")
    viscosity_per_pct: float = Field(le=0, description="Relative change of viscosity per % of water")
    hydrolyses: bool
    overdry_pct: float | None = Field(default=None, description="Below it the melt is stiff and brittle")
    source: str


class Regrind(Data):
    """What 100 % regrind changes against virgin material."""

    viscosity: Positive = Field(description="Factor on viscosity at 100 %")
    weight: float = Field(description="Relative change of part weight at 100 %")
    dosing: float = Field(description="Relative change of dosing time at 100 %")
    cavity: float = Field(default=0.0, description="Relative change of cavity pressure, beside viscosity")
    specks: Share = Field(description="Propensity to black specks at 100 %")
    source: str


class Material(Data):
    """A grade of polymer as the physics needs it."""

    name: Words
    family: Family
    cross_wlf: CrossWlf
    tait: TaitMelt
    thermal: Thermal
    moisture: Moisture
    regrind: Regrind
    shrinkage: Annotated[float, Field(gt=0, lt=0.05)]
    vent_um: Positive = Field(description="Gap that air leaves by and melt does not enter")
    melt_c: tuple[float, float] = Field(description="Usual range of melt temperature")
    dosing_melt_1_k: float = Field(default=0.004, description="Dosing time per K of melt: a thinner melt slips")
    residence_min: Positive = Field(description="At the usual melt temperature, before it degrades")
    price_eur_kg: Positive
