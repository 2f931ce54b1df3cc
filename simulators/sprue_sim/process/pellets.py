"""Pellets on their way to the screw: the dryer's air, its hopper in layers, the small hopper on the press."""

from math import exp
from typing import NamedTuple

from sprue_sim.physics import drying
from sprue_sim.process.facts import LAYERS, Dryer, Facts
from sprue_sim.process.surroundings import dew_point_c

WARMS_S = 1500.0  # the dryer's air and pellets follow its heater so slowly
DRIES_S = 2400.0  # and its desiccant
WORN_DEW_C = 12.0  # dew point behind a desiccant that does nothing: that of the hall
ON_PRESS_S = 600.0  # of throughput wait in the hopper on the press
OPEN_SHARE = 0.1  # of the hall's air gets at them there: it is lidded


class Pellets(NamedTuple):
    """Moisture in % of mass; layers from the top to the outlet of the dryer, none without a dryer."""

    air_c: float
    dew_c: float
    layers: tuple[float, ...]
    hopper_pct: float


class Drawn(NamedTuple):
    """A stretch of time: what the screw has drawn, the hall's air, the share of its work that the dryer did."""

    seconds: float
    grams: float
    hall_c: float
    humidity: float
    drying: float


def settled(facts: Facts) -> Pellets:
    """After days of steady production."""
    dryer, usual = facts.dryer, facts.usual
    if dryer is None:
        return Pellets(0.0, 0.0, (), usual.moisture_pct)
    return Pellets(dryer.air_c, dryer.dew_c, usual.layers_pct, usual.moisture_pct)


def later(facts: Facts, pellets: Pellets, span: Drawn) -> Pellets:
    """The pellets after a stretch of time."""
    dryer = facts.dryer
    if dryer is None:  # out of a closed sack
        return pellets
    seconds, hall, share = span.seconds, span.hall_c, span.drying
    air_c = _towards(pellets.air_c, hall + share * (dryer.air_c - hall), seconds / WARMS_S)
    dew_c = _towards(pellets.dew_c, _dew_goal_c(dryer, span), seconds / DRIES_S)
    per_s = facts.usual.shot_g / facts.usual.cycle_s
    layers = _moved(facts, pellets.layers, span.grams / (per_s * dryer.stay_s / LAYERS))
    layers = _dried(facts, layers, air_c, dew_c, seconds)
    mixed = _towards(pellets.hopper_pct, layers[-1], span.grams / (per_s * ON_PRESS_S))
    return Pellets(air_c, dew_c, layers, _wetted(facts, mixed, span))


def _dew_goal_c(dryer: Dryer, span: Drawn) -> float:
    """Where the dew point of the dryer's air is going."""
    if not dryer.desiccant:
        return dew_point_c(span.hall_c, span.humidity)
    return WORN_DEW_C + span.drying * (dryer.dew_c - WORN_DEW_C)


def _towards(value: float, goal: float, spans: float) -> float:
    return goal + (value - goal) * exp(-spans)


def _moved(facts: Facts, layers: tuple[float, ...], share: float) -> tuple[float, ...]:
    """Each layer takes in what the one over it gives; the top takes fresh pellets."""
    share = min(share, 1.0)
    above = (facts.fresh_pct, *layers[:-1])
    return tuple(own + share * (upper - own) for own, upper in zip(layers, above, strict=True))


def _dried(
    facts: Facts, layers: tuple[float, ...], air_c: float, dew_c: float, seconds: float
) -> tuple[float, ...]:
    final = drying.equilibrium_pct(facts.water, air_c=air_c, dew_point_c=dew_c)
    kept = exp(-drying.rate_1_h(facts.water, air_c) * seconds / 3600)
    return tuple(final + (own - final) * kept for own in layers)


def _wetted(facts: Facts, pct: float, span: Drawn) -> float:
    """Taken up from the hall's air while waiting on the press."""
    hours = OPEN_SHARE * span.seconds / 3600
    return drying.reabsorbed_pct(facts.water, pct, hall_c=span.hall_c, humidity=span.humidity, hours=hours)
