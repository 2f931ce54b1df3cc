"""How warm each mould half is at the start of a cycle, and the water that cools it. Plain floats, scalars only.

A half is one lump of steel between the heat of the shots, its cooling circuit, and the platen behind it.
"""

from math import exp, log, pi, pow, sin  # noqa: A004  # the float one
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from sprue_sim.physics.viscosity import KELVIN

STEEL_J_KG_K = 460.0
STEEL_W_M_K = 30.0  # tool steel 1.2311, 29 to 34
SCALE_W_M_K = STEEL_W_M_K / 50  # 1 mm of scale hinders heat like 50 mm of steel (Autodesk, fouling)
WATER_J_KG_K = 4180.0
LN_10 = log(10)
LAMINAR, TURBULENT = 2300.0, 4000.0  # Reynolds numbers
NUSSELT_LAMINAR = 3.66  # round channel, constant wall temperature


class Half(BaseModel):
    """One mould half. Defaults: insert of a 30 g mould; time constant 150 to 170 s as measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steel_kg: float = Field(default=6.4, gt=0, description="Steel that follows the cycles")
    channel_mm: float = Field(default=8.0, gt=0, description="Bore of the cooling channel")
    channel_m: float = Field(default=0.6, gt=0, description="Length of the circuit in this half")
    spread_k_w: float = Field(default=0.048, gt=0, description="Resistance of the steel, cavity to channel")
    platen_w_k: float = Field(default=1.0, ge=0, description="To platen and hall")


class Cooling(NamedTuple):
    """What the circuit of a half gets: supply temperature, flow, scale on its wall; hall around."""

    supply_c: float
    flow_l_min: float
    scale_mm: float = 0.0
    hall_c: float = 23.0


def water_pa_s(water_c: float) -> float:
    """Viscosity of water by Vogel, within 2.5 % from 0 to 370 °C (Al-Shemmeri, Engineering Fluid Mechanics)."""
    return 2.414e-5 * exp(LN_10 * 247.8 / (water_c + KELVIN - 140))


def reynolds(flow_l_min: float, *, bore_mm: float, water_c: float) -> float:
    """Reynolds number of water in a round channel. Over 4000 is turbulent, moulders ask for 10 000."""
    return 4 * flow_l_min / 60 / (pi * bore_mm / 1000 * water_pa_s(water_c))


def nusselt(reynolds_number: float, prandtl: float) -> float:
    """Heat transfer in a round channel: Dittus-Boelter above 4000, 3.66 below 2300, straight between.

    Within 15 % of Gnielinski from 5000 to 50 000 (tested). Incropera, Heat and Mass Transfer, ch. 8.
    """
    if reynolds_number <= LAMINAR:
        return NUSSELT_LAMINAR
    turbulent = 0.023 * pow(max(reynolds_number, TURBULENT), 0.8) * pow(prandtl, 0.4)
    share = min((reynolds_number - LAMINAR) / (TURBULENT - LAMINAR), 1.0)
    return NUSSELT_LAMINAR + share * (turbulent - NUSSELT_LAMINAR)


def film_w_m2_k(flow_l_min: float, *, bore_mm: float, water_c: float) -> float:
    """Film coefficient of water, W/m2K; 5 l/min in 8 mm at 30 °C gives about 8300. Water 5 to 95 °C."""
    conductivity = 0.5706 + 1.756e-3 * water_c - 6.46e-6 * water_c**2
    prandtl = WATER_J_KG_K * water_pa_s(water_c) / conductivity
    number = nusselt(reynolds(flow_l_min, bore_mm=bore_mm, water_c=water_c), prandtl)
    return number * conductivity / (bore_mm / 1000)


def circuit_w_k(half: Half, cooling: Cooling) -> float:
    """Heat to the coolant per kelvin between steel and supply, W/K; 0 when nothing flows.

    Film, scale and steel in series, and the water's own warming along the channel (Incropera, ch. 8).
    """
    if cooling.flow_l_min <= 0:
        return 0.0
    water_w_k = WATER_J_KG_K * cooling.flow_l_min / 60
    area_m2 = pi * half.channel_mm / 1000 * half.channel_m
    film = 1 / film_w_m2_k(cooling.flow_l_min, bore_mm=half.channel_mm, water_c=cooling.supply_c)
    through = 1 / (half.spread_k_w + (film + cooling.scale_mm / 1000 / SCALE_W_M_K) / area_m2)
    return water_w_k * (1 - exp(-through / water_w_k))


def time_constant_s(half: Half, cooling: Cooling) -> float:
    """How fast the half follows; 150 to 170 s measured on a cap mould, longer when blocked."""
    return half.steel_kg * STEEL_J_KG_K / (circuit_w_k(half, cooling) + half.platen_w_k)


def settled_c(half: Half, cooling: Cooling, heat_w: float) -> float:
    """Temperature that the half ends at under a steady mean heat of the shots, °C."""
    circuit = circuit_w_k(half, cooling)
    through = circuit + half.platen_w_k
    return (heat_w + circuit * cooling.supply_c + half.platen_w_k * cooling.hall_c) / through


def wall_start_c(half: Half, cooling: Cooling, wall_c: float, *, heat_j: float, cycle_s: float) -> float:
    """Cavity wall when the next cycle starts: exact for `heat_j` spread over `cycle_s`; 0 J is a pause."""
    circuit = circuit_w_k(half, cooling)
    through = circuit + half.platen_w_k
    outside = circuit * cooling.supply_c + half.platen_w_k * cooling.hall_c
    final = (heat_j / cycle_s + outside) / through
    return final + (wall_c - final) * exp(-through * cycle_s / (half.steel_kg * STEEL_J_KG_K))


def return_c(half: Half, cooling: Cooling, wall_c: float) -> float:
    """Temperature of the water that comes back: supply plus heat over flow; that of the steel when still."""
    if cooling.flow_l_min <= 0:
        return wall_c
    heat_w = circuit_w_k(half, cooling) * (wall_c - cooling.supply_c)
    return cooling.supply_c + heat_w * 60 / (WATER_J_KG_K * cooling.flow_l_min)


def enthalpy_kj_kg(
    temperature_c: float, *, heat_kj_kg_k: float, fusion_kj_kg: float = 0.0, melting_c: float = 130.0
) -> float:
    """Heat content over 0 °C; crystals melt within 20 K around `melting_c` (fusion PP 90, HDPE 180, PS 0)."""
    molten = 1 / (1 + exp(min((melting_c - temperature_c) / 5, 50.0)))
    return heat_kj_kg_k * temperature_c + fusion_kj_kg * molten


def heat_per_shot_j(mass_g: float, *, in_kj_kg: float, out_kj_kg: float, share: float = 0.5) -> float:
    """Heat that one shot leaves in one half, J: mass x (enthalpy in - enthalpy out) x share of this half."""
    return mass_g * max(in_kj_kg - out_kj_kg, 0.0) * share


class Tcu(BaseModel):
    """A temperature control unit. Defaults: 9 kW water unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heat_w: float = Field(default=9000, gt=0)
    cool_w: float = Field(default=20000, gt=0)
    capacity_j_k: float = Field(default=40000, gt=0, description="Its water and steel")
    tau_s: float = Field(default=60, gt=0, description="How fast it corrects while power suffices")


def supplied_c(tcu: Tcu, supply_c: float, *, set_c: float, load_w: float, dt_s: float) -> float:
    """Supply temperature `dt_s` later: first order towards set, as fast as heating and cooling power allow.

    `load_w` is the heat that comes back from the moulds; above `cool_w` the supply climbs. Any dt_s.
    """
    reach = (set_c - supply_c) * (1 - exp(-dt_s / tcu.tau_s))
    highest = (tcu.heat_w + load_w) * dt_s / tcu.capacity_j_k
    lowest = (load_w - tcu.cool_w) * dt_s / tcu.capacity_j_k
    return supply_c + min(max(reach, lowest), highest)


def hunting_k(elapsed_s: float, *, amplitude_k: float, period_s: float = 180.0) -> float:
    """Swing to add to the supply when a unit's control is badly set: 2 to 5 K over 2 to 5 minutes is usual."""
    return amplitude_k * sin(2 * pi * elapsed_s / period_s)
