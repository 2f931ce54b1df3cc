"""When did the gate seal? Only a sensor near the gate can tell: there pressure follows hold until it does."""

import numpy as np

from sprue_server.fingerprint.track import Floats, Track

LEAST = 10  # samples each side of the bend
STEEPER = 1.5  # times: the fall after the bend, or it is none
EMPTY = 0.3  # of the peak: below it the fall slows down, which is no bend
LOOKS = 80  # samples at most, so that long holds take no longer


def sealed_s(cavity: Track, transfer_s: float, hold_end_s: float) -> float | None:
    """Seconds from change-over to the bend where the pressure begins to fall faster; None when there is none.

    Two straight lines are fitted to the fall between peak and the end of hold; the bend is where they fit best.
    """
    first = cavity.place(transfer_s)
    last = cavity.place(hold_end_s)
    fall = cavity.values[first:last]
    if fall.size == 0:
        return None
    peak = int(fall.argmax())
    empty = fall[peak:] < EMPTY * fall[peak]
    ends = peak + int(empty.argmax()) if empty.any() else fall.size
    step = max(1, (ends - peak) // LOOKS)
    line = fall[peak:ends:step]
    if line.size <= 2 * LEAST:
        return None
    bend, before, after = _bend(line)
    if not (after < 0 and after < STEEPER * min(before, 0.0)):
        return None
    return float(cavity.times[first + peak + bend * step] - transfer_s)


def _bend(line: Floats) -> tuple[int, float, float]:
    """Where two lines fit best, and the slopes per sample before and after."""
    places = range(LEAST, line.size - LEAST)
    fits = [(*_fit(line[:at]), *_fit(line[at:])) for at in places]
    best = int(np.argmin([left + right for _, left, _, right in fits]))
    return places[best], fits[best][0], fits[best][2]


def _fit(piece: Floats) -> tuple[float, float]:
    """Slope of the best line and the sum of squares that it leaves."""
    x = np.arange(piece.size) - (piece.size - 1) / 2
    y = piece - piece.mean()
    slope = float(x @ y / (x @ x))
    return slope, float(y @ y - slope * (x @ y))
