"""How a shot divides among the cavities of a mould: who fills first, who is packed harder, who stays short.

The rule: a cavity with r times the mean flow fills r times as fast. What it needs no more goes to the others,
so all are full when the melt suffices; but a front with less than half of the mean flow hesitates and freezes,
and its cavity stays short in proportion. Who fills first is packed longer: pressure goes with the root of r.
"""

from typing import NamedTuple

from sprue_sim.data import Preset
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.press import Shot

HESITATES = 0.5  # of the mean flow
PACKED_POWER = 0.5
LATEST = 1.5  # times the mean's fill: later a sensor sees no front


class Cavity(NamedTuple):
    """One open cavity in one shot; `number` counts from 0, blocked ones included."""

    number: int
    flow: float
    """Over the mean of the open ones."""
    fill_share: float
    pressure: float
    """Over the mean curve."""
    delay_s: float
    """The front's arrival after the mean's; negative is earlier."""


def cavities(preset: Preset, now: Conditions, shot: Shot) -> list[Cavity]:
    """Every open cavity of a mould."""
    shares = flows(preset, now)
    filled = _filled(list(shares.values()), float(shot.fill_share))
    contact = min(float(shot.injection.contact_s), float(shot.injection.transfer_s))
    return [
        Cavity(
            number=number,
            flow=flow,
            fill_share=share,
            pressure=flow**PACKED_POWER if share >= 1 else 0.0,
            delay_s=contact * (min(1 / max(flow, 1e-3), LATEST) - 1),
        )
        for (number, flow), share in zip(shares.items(), filled, strict=True)
    ]


def flows(preset: Preset, now: Conditions) -> dict[int, float]:
    """Flow into each open cavity over their mean, by number."""
    tips = now.balance or (1.0,) * preset.mould.cavities
    both = enumerate(zip(preset.mould.balance, tips, strict=True))
    raw = {i: share * tip for i, (share, tip) in both if share * tip > 0}
    mean = sum(raw.values()) / max(len(raw), 1)
    return {i: share / mean for i, share in raw.items()}


def pressed(preset: Preset, now: Conditions) -> Preset:
    """The cell as the press meets it: with the cavities shut that are frozen off or blocked in this shot.

    Give this one to `press.shot`, so that the others get more melt, and the cell's own to `quality.parts`.
    """
    if 0 not in now.balance:
        return preset
    balance = tuple(share * (tip > 0) for share, tip in zip(preset.mould.balance, now.balance, strict=True))
    if not any(balance):
        raise ValueError("every cavity is blocked; at least one must be open. Nothing was made.")
    return preset.model_copy(update={"mould": preset.mould.model_copy(update={"balance": balance})})


def pressures(preset: Preset, now: Conditions, shot: Shot) -> tuple[tuple[float, float], ...]:
    """For the curve drawer: factor on the mean cavity pressure and delay in s, per cavity; blocked: (0, 0)."""
    known = {one.number: (one.pressure, one.delay_s) for one in cavities(preset, now, shot)}
    return tuple(known.get(number, (0.0, 0.0)) for number in range(preset.mould.cavities))


def _filled(shares: list[float], mean: float) -> list[float]:
    """Filled share of each cavity when the mean is `mean`: full ones give what they do not need to the rest."""
    left, full = min(mean, 1.0) * len(shares), [False] * len(shares)
    level = [0.0] * len(shares)
    for _ in shares:
        flow = sum(share for share, done in zip(shares, full, strict=True) if not done)
        if flow <= 0:
            break
        level = [1.0 if done else left * share / flow for share, done in zip(shares, full, strict=True)]
        full = [one >= 1 - 1e-9 for one in level]
        left = min(mean, 1.0) * len(shares) - sum(full)
    return [min(one, 1.0) * min(share / HESITATES, 1.0) for one, share in zip(level, shares, strict=True)]
