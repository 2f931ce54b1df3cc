"""The identity of a layout: which channels a frame holds, in which order, of which type."""

import hashlib
from collections.abc import Sequence

from sprue_contract.fields import Origin
from sprue_contract.payloads import Channel
from sprue_contract.quantities import QUANTITIES

WHOLE = {"machine_mode", "production_status", "phase", "machine_cycle_counter"}


def layout_id(channels: Sequence[Channel]) -> str:
    """Sixteen hex digits that change when a channel's name, type or unit or the order changes."""
    text = "\n".join(f"{channel.name} {channel.type} {channel.unit}" for channel in channels)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def channel(
    name: str,
    origin: Origin,
    normal_low: float | None = None,
    normal_high: float | None = None,
) -> Channel:
    """Describe a known quantity as a channel.

    Raises:
        KeyError: the quantity is not in `quantities.py`.
    """
    known = QUANTITIES[name]
    return Channel(
        name=name,
        unit=known.unit,
        meaning=known.meaning,
        type="int64" if name in WHOLE else "float64",
        low=known.low,
        high=known.high,
        normal_low=normal_low,
        normal_high=normal_high,
        origin=origin,
    )
