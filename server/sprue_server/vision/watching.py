"""Is the camera as it was: lamps, focus, place, product? Asked before any verdict, with generous limits.

Far off nothing can be said (`Unseen`); a little off is a warning, so that lamps and lens are looked after
before good parts are rejected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.seen import Seen, Unseen, Watch
from sprue_server.vision.stage import Stage

Array = NDArray[Any]
DARK, BRIGHT = 0.4, 1.8  # of the brightness of goods
DRIFT, SPREADS = 0.05, 6.0  # a lamp's change that is told, at least; and at least so many spreads of goods
SOFT, BLURRED = 0.04, 0.6  # of the sharpness of goods: so much less is told; so little, no verdict
ALIKE = 0.75  # correlation with the mean of goods, at least of the distance that goods have


@dataclass(frozen=True)
class Usual:
    """Of goods, by light: mean, spread of brightness, lean, sharpness (3, lights, 2). `alike`: mean, least."""

    lamps: Array
    alike: Array

    def refuse(self, seen: Seen) -> None:
        """Nothing when it can be judged.

        Raises:
            Unseen: dark, bright, blurred or another product.
        """
        level = seen.watch.level / self.lamps[0, :, 0]
        sharp = seen.watch.sharp / self.lamps[2, :, 0]
        if level.min() < DARK:
            raise Unseen("dark")
        if level.max() > BRIGHT:
            raise Unseen("bright")
        if sharp.min() < BLURRED:
            raise Unseen("blurred")
        if seen.watch.alike < self.alike[1] - max(1 - ALIKE, 4 * (self.alike[0] - self.alike[1])):
            raise Unseen("wrong_product")

    def warnings(self, seen: Seen) -> tuple[str, ...]:
        """`lamps_drift:<light>` for each lamp that has changed, `focus_drift` when pictures are softer."""
        told = []
        for number, light in enumerate(seen.stage.lights):
            level, lean = (seen.watch.level[number], seen.watch.lean[number])
            (usual, spread), (leaning, uneven) = self.lamps[0, number], self.lamps[1, number]
            if abs(level / usual - 1) > max(DRIFT, SPREADS * spread) or lean - leaning > max(
                DRIFT, SPREADS * uneven
            ):
                told.append(f"lamps_drift:{light}")
        sharp, spread = (self.lamps[2, :, one] for one in (0, 1))
        if float(np.median(seen.watch.sharp / sharp)) < 1 - max(
            SOFT, SPREADS * float(np.median(spread / sharp))
        ):
            told.append("focus_drift")
        return tuple(told)

    def packed(self) -> dict[str, Array]:
        """As named arrays."""
        return {"usual_lamps": self.lamps, "usual_alike": self.alike}

    @classmethod
    def unpacked(cls, told: Mapping[str, Array]) -> "Usual":
        """From named arrays."""
        return cls(told["usual_lamps"], told["usual_alike"])


def usual(stage: Stage, watched: Sequence[Watch]) -> Usual:
    """What goods show."""
    told = np.array([[one.level, one.lean, one.sharp] for one in watched])
    spread = told.std(0) if len(told) > 1 else np.zeros((3, len(stage.lights)))
    alike = np.array([one.alike for one in watched])
    return Usual(np.stack([told.mean(0), spread], axis=-1), np.array([alike.mean(), alike.min()]))
