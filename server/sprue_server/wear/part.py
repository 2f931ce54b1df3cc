"""What is cared for on press and mould, and the numbers in which its wear shows."""

from typing import Literal, NamedTuple

Way = Literal["up", "down"]
Of = Literal["press", "mould"]
Level = Literal["A", "B", "C", "D", "channel", "picture"]


class Sign(NamedTuple):
    """A number that wear moves one way, and where to act.

    `limit`: the reference times this, or with `absolute` the reference plus this, or with `fixed` this itself.
    `spread_of` another number: what is followed is ten shots' range of `quantity` in percent of that number.
    `level`: what a press must offer for it; `channel`: a reading of its own beside the press.
    """

    name: str
    quantity: str
    way: Way
    limit: float
    level: Level
    kind: Literal["share", "absolute", "fixed"] = "share"
    spread_of: str | None = None


class Part(NamedTuple):
    """What is cared for. `signs`: empty where only pictures and the count of shots tell.

    `checks`: of the mould room, whose marks are its wear. `of`: a press goes on ageing with the next mould.
    """

    name: str
    of: Of
    signs: tuple[Sign, ...] = ()
    checks: tuple[str, ...] = ()
