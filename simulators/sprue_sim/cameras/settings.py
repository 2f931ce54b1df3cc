"""The key `camera:` of a cell's file: how often its parts are pictured, how large, under which lights."""

from typing import Literal

from pydantic import Field

from sprue_sim.grades import Data

LightName = Literal["diffuse", "raking-n", "raking-e", "raking-s", "raking-w"]
LENT_MOULD_EVERY = 3  # shots
ALL: tuple[LightName, ...] = ("diffuse", "raking-n", "raking-e", "raking-s", "raking-w")


class CameraKeys(Data):
    """A cell without this key has no camera."""

    every_shots: int = Field(ge=1, description="Every so many shots one part is pictured")
    width_px: Literal[320, 640, 960, 1280] = Field(default=640, description="4 to 3")
    lights: tuple[LightName, ...] = Field(default=ALL, min_length=1, description="One picture each")
    product: str = Field(default="", description="Whose picture; the cell's own mould unless said otherwise")
    mould: bool = Field(
        default=True, description="The cavity too: at the start, at changeovers and after stops"
    )
    mould_every_shots: int = Field(
        default=200, ge=1, description="And every so many shots, as the mould stands open; cavities take turns"
    )

    def lent(self) -> "CameraKeys":
        """As a visitor has it: whoever breaks something wants to see within a minute what becomes of it."""
        return self.model_copy(update={"every_shots": 1, "mould_every_shots": LENT_MOULD_EVERY})
