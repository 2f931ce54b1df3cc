"""How warm the barrel's zones are and what their heaters do; melt temperature at the nozzle. Plain floats.

Zones count from the feed (first) to the nozzle (last). Each is one lump of steel with a heater band under
PI control, losses to the hall, and conduction to its neighbours.
"""

from math import ceil, exp, pi
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SAMPLE_S = 5.0  # the controller looks this often; keep band_w / (band_k capacity_j_k) x 5 s well below 1


class Heating(BaseModel):
    """One zone, all zones alike. Defaults: 30 mm screw, 1.5 kW bands, about 12 kg of steel a zone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    band_w: float = Field(default=1500, gt=0, description="Power of the heater band")
    capacity_j_k: float = Field(default=6000, gt=0)
    loss_w_k: float = Field(default=1.5, gt=0, description="To the hall")
    couple_w_k: float = Field(default=1.2, ge=0, description="To each neighbour")
    band_k: float = Field(default=15, gt=0, description="Proportional band: this far below set is 100 %")
    reset_s: float = Field(default=300, gt=0, description="Reset time of the integral part")


class Zones(NamedTuple):
    """State of the zones, one number each: true temperature, the controller's integral part, mean duty 0..1."""

    temperature_c: tuple[float, ...]
    integral: tuple[float, ...]
    duty: tuple[float, ...]


class Around(NamedTuple):
    """What acts on the zones: set points, heat by the screw less what the melt takes, faults, hall.

    `power_share` of a band that still works is 0..1; the controller sees the temperature plus `offset_k`.
    """

    set_c: tuple[float, ...]
    heat_w: tuple[float, ...]
    power_share: tuple[float, ...]
    offset_k: tuple[float, ...]
    hall_c: float = 23.0


def cold(zones: int, hall_c: float = 23.0) -> Zones:
    """A barrel that has stood over the weekend."""
    return Zones((hall_c,) * zones, (0.0,) * zones, (0.0,) * zones)


def stepped(heating: Heating, zones: Zones, around: Around, dt_s: float) -> Zones:
    """The zones `dt_s` later (0 to 30 s and more), with the mean duty of each heater over that time.

    Exact exponential per zone and controller sample; within 0.2 K of an accurate solution (tested).
    """
    count = max(ceil(dt_s / SAMPLE_S), 1)
    used = [0.0] * len(zones.duty)
    for _ in range(count):
        zones = _sampled(heating, zones, around, dt_s / count)
        used = [total + duty for total, duty in zip(used, zones.duty, strict=True)]
    return zones._replace(duty=tuple(duty / count for duty in used))


def _sampled(heating: Heating, zones: Zones, around: Around, dt_s: float) -> Zones:
    duty, integral = [], []
    for i, temperature in enumerate(zones.temperature_c):
        error = (around.set_c[i] - temperature - around.offset_k[i]) / heating.band_k
        wanted = error + zones.integral[i]
        duty.append(min(max(wanted, 0.0), 1.0))
        held = wanted != duty[i]  # at its stop the integral waits, or the zone would overshoot
        moved = zones.integral[i] + (0.0 if held else error * dt_s / heating.reset_s)
        integral.append(min(max(moved, 0.0), 1.0))
    return Zones(_warmed(heating, zones.temperature_c, duty, around, dt_s), tuple(integral), tuple(duty))


def _warmed(
    heating: Heating, temperature_c: tuple[float, ...], duty: list[float], around: Around, dt_s: float
) -> tuple[float, ...]:
    """Each zone relaxes exponentially to its own balance with heater, screw, hall and neighbours."""
    last, new = len(temperature_c) - 1, []
    for i, temperature in enumerate(temperature_c):
        beside = temperature_c[max(i - 1, 0) : i] + temperature_c[i + 1 : min(i + 2, last + 1)]
        pull = heating.loss_w_k + heating.couple_w_k * len(beside)
        heat = heating.band_w * around.power_share[i] * duty[i] + around.heat_w[i]
        into = heat + heating.loss_w_k * around.hall_c + heating.couple_w_k * sum(beside)
        kept = exp(-pull * dt_s / heating.capacity_j_k)
        new.append(into / pull + (temperature - into / pull) * kept)
    return tuple(new)


def shear_w(
    viscosity_pa_s: float, *, screw_mm: float, speed_1_min: float, depth_mm: float, length_mm: float
) -> float:
    """Heat by shear in the metering channel while the screw turns: eta (pi D N / h)^2 x volume, W.

    Drag flow of a thin channel, viscosity at that shear. Rauwendaal, Polymer Extrusion, 2014, ch. 7.
    """
    shear_1_s = pi * screw_mm * speed_1_min / 60 / depth_mm
    volume_m3 = pi * screw_mm * depth_mm * length_mm * 1e-9
    return viscosity_pa_s * shear_1_s**2 * volume_m3


def shear_rise_k(power_w: float, *, throughput_g_s: float, heat_j_g_k: float) -> float:
    """How much the screw's power alone would warm the melt, K."""
    return power_w / (throughput_g_s * heat_j_g_k)


def nozzle_melt_c(
    zones_c: tuple[float, ...], *, feed_c: float, residence_s: float, shear_k: float, tau_s: float = 18.0
) -> float:
    """Mean melt temperature at the nozzle: the melt nears each zone it passes, and shear warms it evenly.

    `tau_s` is channel depth squared over pi^2 diffusivity, 10 to 30 s. Exact for equal stays in the zones.
    """
    melt, stay_s = feed_c, residence_s / len(zones_c)
    kept = exp(-stay_s / tau_s)
    lift = shear_k * tau_s / residence_s
    for zone_c in zones_c:
        melt = zone_c + lift + (melt - zone_c - lift) * kept
    return melt
