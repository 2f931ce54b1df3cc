"""How did the part cool? Time under cooling, the mould's and the water's temperatures."""

from collections.abc import Mapping

from sprue_server.fingerprint.facts import Feature, Level
from sprue_server.fingerprint.seen import Found, Seen

B, C = Level.B, Level.C
SUPPLY, RETURN = "coolant_supply_c", "coolant_return_c"
MACHINE = {
    "cooling_time_s": Feature("s", B, "End of hold to mould opening, as the machine tells"),
    "mould_temperature_c": Feature("°C", B, "Mould steel near the cavity"),
    RETURN: Feature("°C", B, "Water from the mould"),
    "coolant_flow_l_min": Feature("l/min", B, "Water through the mould"),
}
FEATURES: Mapping[str, Feature] = {
    **MACHINE,
    "coolant_rise_c": Feature("°C", B, "Water from the mould over water to it"),
    "cooling_shut_s": Feature("s", C, "From the end of hold until the mould opens"),
    "mould_shut_s": Feature("s", C, "From the start of filling until the mould opens"),
}


def read(seen: Seen) -> Found:
    """Machine's values, then what the curves tell."""
    told: Found = {name: seen.value(name) for name in MACHINE}
    supply, back = seen.value(SUPPLY), told[RETURN]
    told["coolant_rise_c"] = None if supply is None or back is None else back - supply
    if seen.phases is None or seen.phases.opens_s is None or seen.phases.hold_end_s is None:
        return told
    told["cooling_shut_s"] = seen.phases.opens_s - seen.phases.hold_end_s
    told["mould_shut_s"] = seen.phases.opens_s - seen.phases.start_s
    return told
