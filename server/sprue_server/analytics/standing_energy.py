"""What does standing cost in energy?

Energy of the time in which a press makes nothing, by the states of OEE, from its meter: in kWh, per hour of
standing, and as a share of all it took. It takes a meter beside the pulse (level A). Prices are the reader's.
"""

from collections.abc import Sequence

from sprue_server.energy.standing import InState, Standing
from sprue_server.findings import Finding

LEVEL, TAKES = "meter", "states"
LITTLE_US = 300_000_000  # five minutes: with less standing its power is that of ramping down


def analyse(states: Sequence[InState]) -> list[Finding] | None:
    """Energy of a period by state; None where nothing is known of it."""
    if not states:
        return None
    found = Standing(tuple(states))
    about: dict[str, float | str | None] = {"level": LEVEL, "stood_h": found.us / 3.6e9}
    if found.all_measured_us <= 0:
        return [Finding("not_metered", about)]
    if found.us <= 0:
        return [Finding("never_stood", about)]
    if found.kw is None or found.measured_us < LITTLE_US:
        return [Finding("hardly_metered", about | {"metered_h": found.measured_us / 3.6e9})]
    return [_stood(found, about)]


def _stood(found: Standing, about: dict[str, float | str | None]) -> Finding:
    most = max(sorted(found.stands), key=lambda one: one.kwh)
    numbers: dict[str, float | str | None] = {
        **about,
        "metered_h": found.measured_us / 3.6e9,
        "standing_kwh": found.kwh,
        "standing_kw": found.kw,
        "percent": 100 * (found.share or 0.0),
        "state": most.state,
        "state_kwh": most.kwh,
    }
    return Finding("stood", numbers)
