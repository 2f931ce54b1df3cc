"""What has been reckoned for a firm, as the API says it."""

from collections.abc import Iterable, Mapping
from typing import Literal

from sprue_server.content.stations import Station
from sprue_server.firm.cases import MAYBE_PCT, SURE_PCT
from sprue_server.firm.firm import Firm, doubts, year_of
from sprue_server.firm.reckon import Reckoned, reckon
from sprue_server.firm_views import AssumeView, EffectsView, EffectView, FirmIn, GainView, SwingView


def effects(stations: Iterable[Station], asked: FirmIn, answered: Iterable[str] = ()) -> EffectsView:
    """Each station's effect, what brings most in the likely case first; `answered`: figures set by answers."""
    told = [effect_of(station, asked) for station in stations]
    return EffectsView.model_validate(
        {
            "year": year_of(asked.firm),
            "doubts": doubts(asked.firm),
            "answered": list(answered),
            "effects": sorted(told, key=lambda one: -one.net_eur.likely),
        }
    )


def effect_of(station: Station, asked: FirmIn) -> EffectView:
    """One station's effect."""
    own = asked.own.get(station.slug, {})
    found = reckon(station, asked.firm, own)
    return EffectView.model_validate(
        {
            **{name: getattr(found, name) for name in EffectView.model_fields if name in found._fields},
            "station": station.slug,
            "effect": station.effect,
            "verdict": verdict(found),
            "lacks": lacks(station, asked.firm),
            "gains": gains(found),
            "swings": [SwingView(**swing._asdict()) for swing in found.swings()],
            "assumes": _assumes(found, own),
        }
    )


def verdict(found: Reckoned) -> Literal["pays", "may_pay", "does_not_pay"]:
    """In how many cases three years bring more than they cost."""
    if found.pays_pct >= SURE_PCT:
        return "pays"
    return "may_pay" if found.pays_pct >= MAYBE_PCT else "does_not_pay"


def lacks(station: Station, firm: Firm) -> list[str]:
    """What the firm has less of than the station needs."""
    return [name for name, least in station.needs.model_dump().items() if getattr(firm, name) < least]


def gains(found: Reckoned) -> list[GainView]:
    """Of what its gain is made: what is something at least at the high end."""
    return [
        GainView(kind=one.kind, eur=ends, hours=found.hours[one.kind], counted=one.counted)
        for one, ends in found.kinds
        if ends.high > 0 or found.hours[one.kind].high > 0
    ]


def _assumes(found: Reckoned, own: Mapping[str, float]) -> list[AssumeView]:
    return [
        AssumeView(name=name, unit=one.unit, source=one.source, own=own.get(name), **one.range.model_dump())
        for name, one in found.assumes.items()
    ]
