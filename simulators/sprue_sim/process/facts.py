"""What follows from a cell's data alone: its barrel's volumes, its mould as a thermal mass, its usual shot.

Worked out once per cell.
"""

from collections.abc import Callable
from math import log
from typing import NamedTuple, TypeVar

from sprue_sim.data import Material, Preset, Settings
from sprue_sim.physics import barrel, drying, mould_heat, residence
from sprue_sim.physics.ops import SCALAR
from sprue_sim.process import melting, press
from sprue_sim.process.conditions import neutral
from sprue_sim.process.influences import ZONES
from sprue_sim.process.load import shot_g
from sprue_sim.process.surroundings import dew_point_c, surroundings_of

PLUG_SHARE = 0.55  # of the barrel passes in order; the rest mixes
TANKS = 3
LAYERS = 4  # of the dryer's hopper
CAPACITY_J_K_W = 4.0  # of a zone per watt of its band: 6 kJ/K at 1.5 kW
LOSS_SHARE = 1e-3  # of a band's power, per K over the hall
FOLLOWS = 0.02  # of a mould's steel in each half follows the cycles: as the measured mould, 118 s and 4 cycles
BODY_NEARER = 0.19  # channels lie nearer to the steel behind than to the cavity: as the measured mould, 674 s
LAID_OUT_W, LAID_OUT_K = 330.0, 15.0  # for this heat is mould_heat's default half; wall over water
SEALED_SACK = 0.5  # of the limit: pellets that need drying and come without a dryer were dried before
DRYER_H = 2.0  # of the material's drying time: to this the hopper of the dryer is filled
HALL_C = 22.0
NO_TCU_DROOP, TCU_DROOP = 0.25, 0.06  # of the hall's drift reaches the water


class Dryer(NamedTuple):
    """A dryer in good order."""

    air_c: float
    dew_c: float
    stay_s: float
    desiccant: bool = True
    """Without one its dew point is that of the hall; `dew_c` is what that usually is."""


class Usual(NamedTuple):
    """Settled production at the cell's own settings."""

    settings: Settings
    shot: press.Shot
    wall_c: float
    shot_g: float
    cycle_s: float
    heat_w: float
    passed_c: float
    """What the melt model gives, as the reference of `melt_c`."""
    layers_pct: tuple[float, ...]
    moisture_pct: float
    degraded: float

    @property
    def nozzle_c(self) -> float:
        """Set temperature of the nozzle."""
        return self.settings.nozzle_c


class Facts(NamedTuple):
    """What the slow side needs of a cell."""

    heating: barrel.Heating
    plug_cm3: float
    tank_cm3: float
    barrel_cm3: float
    water: drying.Moisture
    stability: residence.Stability
    half: mould_heat.Half
    circuit_w_k: float
    rise_c: float
    tau_s: float
    body_tau_s: float
    measured: bool
    tcu: mould_heat.Tcu
    droop: float
    fresh_pct: float
    dryer: Dryer | None
    usual: Usual

    @property
    def usual_cm3(self) -> float:
        """Volume of the usual shot."""
        return self.usual.settings.metered_cm3 - float(self.usual.shot.left_cm3)


T = TypeVar("T")
ROOM = 256


def once(make: Callable[[Preset], T]) -> Callable[[Preset], T]:
    """Work out once per cell, by identity: a preset cannot change, and hashing one would cost much."""
    known: dict[int, tuple[Preset, T]] = {}

    def kept(preset: Preset) -> T:
        if id(preset) not in known:
            if len(known) >= ROOM:
                known.clear()
            known[id(preset)] = preset, make(preset)
        return known[id(preset)][1]

    return kept


def water_of(material: Material) -> drying.Moisture:
    """The material's moisture data in the words of `physics.drying`; diffusion as that of its family."""
    given, family = material.moisture, drying.POLYMERS.get(material.family.lower())
    full = given.saturation_pct / drying.HALL_HUMIDITY
    wet = max(drying.HALL_HUMIDITY * full / given.limit_pct, drying.MIN_DECAY)
    return drying.Moisture(
        limit_pct=given.limit_pct,
        saturation_pct=full,
        dry_temperature_c=given.dry_c,
        dry_time_h=given.dry_h * log(wet),
        activation_kj_mol=family.activation_kj_mol if family else 45.0,
        viscosity_per_pct=-given.viscosity_per_pct,
        hydrolyses=given.hydrolyses,
        overdry_pct=given.overdry_pct,
    )


@once
def facts_of(preset: Preset) -> Facts:
    """The facts of a cell."""
    melt, half, cold = preset.material, _half(preset), mould_heat.Cooling
    water = water_of(melt)
    nominal = cold(preset.settings.mould_c, preset.mould.circuit_l_min / 2, hall_c=HALL_C)
    fresh = _fresh_pct(preset, water)
    dryer = _dryer(preset, water)
    volume = melting.barrel_cm3(preset.press)
    rise = preset.mould.wall_rise_c or _rise_c(preset, half, nominal)
    tcu = preset.auxiliary("tcu")
    return Facts(
        heating=_heating(preset),
        plug_cm3=PLUG_SHARE * volume,
        tank_cm3=(1 - PLUG_SHARE) * volume / TANKS,
        barrel_cm3=volume,
        water=water,
        stability=_stability(melt),
        half=half,
        circuit_w_k=mould_heat.circuit_w_k(half, nominal),
        rise_c=rise,
        tau_s=preset.mould.wall_tau_s or mould_heat.time_constant_s(half, nominal),
        body_tau_s=preset.mould.body_tau_s or BODY_NEARER * _body_s(preset, half, nominal),
        measured=preset.mould.wall_rise_c is not None,
        tcu=_tcu(preset),
        droop=TCU_DROOP if tcu else NO_TCU_DROOP,
        fresh_pct=fresh,
        dryer=dryer,
        usual=_usual(preset, rise, _layers_pct(water, fresh, dryer) or (fresh,)),
    )


def _usual(preset: Preset, rise_c: float, layers_pct: tuple[float, ...]) -> Usual:
    wall = preset.settings.mould_c + rise_c
    made = press.shot(preset, preset.settings, neutral(preset.settings.nozzle_c, wall))
    grams, cycle = shot_g(preset), float(made.cycle_s)
    run = melting.Run(cycle, preset.settings.metered_cm3 - float(made.left_cm3), float(made.dosing_s), HALL_C)
    stay = melting.barrel_cm3(preset.press) / run.shot_cm3 * cycle
    return Usual(
        settings=preset.settings,
        shot=made,
        wall_c=wall,
        shot_g=grams,
        cycle_s=cycle,
        heat_w=grams * melting.heat_j_g(preset.material, preset.settings.nozzle_c, wall) / 2 / cycle,
        passed_c=melting.passed_c(preset, preset.settings, melting.zones_c(preset.settings.nozzle_c), run),
        layers_pct=layers_pct,
        moisture_pct=layers_pct[-1],
        degraded=residence.degraded_share(
            _stability(preset.material), melt_c=preset.settings.nozzle_c, seconds=stay
        ),
    )


def _heating(preset: Preset) -> barrel.Heating:
    band = preset.press.heating_kw * 1000 / ZONES
    return barrel.Heating(
        band_w=band,
        capacity_j_k=CAPACITY_J_K_W * band,
        loss_w_k=LOSS_SHARE * band,
        couple_w_k=0.8 * LOSS_SHARE * band,
    )


def _stability(material: Material) -> residence.Stability:
    return residence.Stability(limit_c=material.melt_c[1], limit_s=material.residence_min * 60)


def _half(preset: Preset) -> mould_heat.Half:
    """Cooling laid out for the heat that the shots bring; the steel as stated."""
    warm = preset.settings.mould_c + LAID_OUT_K
    size = max(_heat_w(preset, warm) / LAID_OUT_W, 0.1)
    return mould_heat.Half(
        steel_kg=FOLLOWS * preset.mould.steel_kg,
        channel_mm=preset.mould.circuit_mm,
        channel_m=0.6 * size**0.5,
        spread_k_w=0.048 / size,
        platen_w_k=size,
    )


def _body_s(preset: Preset, half: mould_heat.Half, cooling: mould_heat.Cooling) -> float:
    """How long the rest of a half's steel would take through the cavity's own way to the water."""
    rest_kg = preset.mould.steel_kg / 2 - half.steel_kg
    return mould_heat.time_constant_s(half, cooling) * rest_kg / half.steel_kg


def _heat_w(preset: Preset, wall_c: float) -> float:
    """Mean heat into each half."""
    made = press.shot(preset, preset.settings, neutral(preset.settings.nozzle_c, wall_c))
    heat = shot_g(preset) * melting.heat_j_g(preset.material, preset.settings.nozzle_c, wall_c) / 2
    return heat / float(made.cycle_s)


def _rise_c(preset: Preset, half: mould_heat.Half, cooling: mould_heat.Cooling) -> float:
    """Settled wall over the water, from the heat of the shots."""
    heat = _heat_w(preset, cooling.supply_c + LAID_OUT_K)
    return mould_heat.settled_c(half, cooling, heat) - cooling.supply_c


def _tcu(preset: Preset) -> mould_heat.Tcu:
    device = preset.auxiliary("tcu")
    numbers = device.numbers if device else {}
    return mould_heat.Tcu(**{key: numbers[key] for key in mould_heat.Tcu.model_fields if key in numbers})


def _fresh_pct(preset: Preset, water: drying.Moisture) -> float:
    """Pellets as they come: in balance with the hall, or dried before when nothing here dries them."""
    given = preset.material.moisture
    wet = drying.HALL_HUMIDITY * water.saturation_pct
    return wet if preset.auxiliary("dryer") or wet < given.limit_pct else SEALED_SACK * given.limit_pct


def _dryer(preset: Preset, water: drying.Moisture) -> Dryer | None:
    device = preset.auxiliary("dryer")
    if device is None:
        return None
    throughput_kg_h = 3.6 * shot_g(preset) / press.cycle_s(preset, preset.settings, 1.0, 0.0, SCALAR)
    longest_h = device.numbers.get("hopper_kg", 1e9) / throughput_kg_h
    around = surroundings_of(preset)
    hall = dew_point_c(around.mean_c, around.humidity_pct / 100)
    return Dryer(
        air_c=device.numbers.get("air_c", preset.material.moisture.dry_c),
        dew_c=device.numbers.get("dew_point_c", hall),
        stay_s=3600 * min(DRYER_H * water.dry_time_h, longest_h),
        desiccant="dew_point_c" in device.numbers,
    )


def _layers_pct(water: drying.Moisture, fresh_pct: float, dryer: Dryer | None) -> tuple[float, ...]:
    """Settled moisture in the dryer's hopper: what comes into a layer goes out or dries."""
    if dryer is None:
        return ()
    rate = drying.rate_1_h(water, dryer.air_c) * dryer.stay_s / LAYERS / 3600
    final = drying.equilibrium_pct(water, air_c=dryer.air_c, dew_point_c=dryer.dew_c)
    return tuple(final + (fresh_pct - final) / (1 + rate) ** (layer + 1) for layer in range(LAYERS))
