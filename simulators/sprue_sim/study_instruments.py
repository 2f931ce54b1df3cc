"""What a scale, a gauge and an eye make of the parts of a shot: nobody at a press sees more than this."""

import numpy as np

from sprue_contract.studies import GOOD, NO_CUSHION, OFF_SIZE
from sprue_sim.cycle import Made
from sprue_sim.data import Preset
from sprue_sim.physics.defects import Severities
from sprue_sim.process.quality import Part

FINE_G, FINE_TO_G, COARSE_G = 0.001, 200.0, 0.01  # a laboratory balance, usual divisions
GAUGE_MM = 0.001  # a bench gauge; 0.01 mm calipers would not tell most parts apart
LIMIT, LIMIT_SIGMA = 0.5, 0.1  # every second inspector rejects at 0.5 (`physics.defects`); they differ a little
EMPTY = 0.005  # of the metered volume: the screw stands at its front end and holds nothing
BY_GAUGE = "dimension_drift"  # no eye sees it


def weighed_g(weight_g: float) -> float:
    """As the balance shows it."""
    step = FINE_G if weight_g <= FINE_TO_G else COARSE_G
    return round(round(weight_g / step) * step, 3)


def shot_g(made: Made) -> float:
    """All parts of a shot on the balance, without the runner."""
    return weighed_g(sum(part.weight_g for part in made.parts))


def gauged_mm(size_mm: float) -> float:
    """As the gauge shows it."""
    return round(round(size_mm / GAUGE_MM) * GAUGE_MM, 3)


def seen(made: Made, chance: np.random.Generator) -> str:
    """The worst that one inspector finds on the parts of a shot."""
    limit = LIMIT + LIMIT_SIGMA * chance.standard_normal()
    found = [one for part in made.parts for one in _found(part.severities, limit)]
    return max(found, default=(0.0, GOOD))[1]


def seen_and_gauged(preset: Preset, made: Made, chance: np.random.Generator) -> str:
    """No cushion, as the control shows; else what the inspector finds; else a dimension out of tolerance."""
    found = seen(made, chance)
    if float(made.shot.cushion_cm3) < EMPTY * preset.settings.metered_cm3:
        return NO_CUSHION
    return OFF_SIZE if found == GOOD and any(_off(preset, part) for part in made.parts) else found


def _found(severities: Severities, limit: float) -> list[tuple[float, str]]:
    told = severities._asdict().items()
    return [(value, name) for name, value in told if name != BY_GAUGE and value > limit]


def _off(preset: Preset, part: Part) -> bool:
    both = zip(part.dimensions_mm, preset.mould.dimensions, strict=True)
    return any(abs(gauged_mm(size) - one.nominal_mm) > one.tolerance_mm for size, one in both)
