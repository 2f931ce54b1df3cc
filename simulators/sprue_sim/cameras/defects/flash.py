"""Flash: a thin skin that ran out between the halves along the parting line, longest where it gapes."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.surface import View, cloud

LONGEST = 0.028  # over the frame
THIN_MM = 0.07


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Lobes outside of the outline; they join to a seam when it is bad."""
    blots = np.roll(cloud(view.fine, view.frame, 9.0), tuple(chance.integers(400, size=2)), axis=(0, 1))
    lobes = np.clip((blots + np.float32(4.0 * severity - 2.2)) / np.float32(1.6), 0, 1)
    reach = np.float32(LONGEST * (0.25 + 0.75 * severity) * view.frame.frame_mm) * lobes + np.float32(1e-6)
    outside = view.edge_mm > 0
    skin = smooth((reach - view.edge_mm) * np.float32(view.frame.px_per_mm)) * outside * (lobes > 0)
    found = marked(
        cover=skin, height_mm=np.float32(THIN_MM) * skin, tint=np.float32(0.45) * skin, colour=pale(view)
    )
    return found._replace(mask=skin > 0.5)  # noqa: PLR2004  # half a pixel


def pale(view: View) -> Colour:
    """A thin skin lets light through."""
    red, green, blue = (0.6 * one + 0.25 for one in view.product.colour)
    return blue, green, red
