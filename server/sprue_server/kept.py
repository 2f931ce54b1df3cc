"""What the hub keeps how long, as a page shows it."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.plant import Keep
from sprue_server.store.tables import PurgedRow

Kind = Literal["shots", "rollups", "frames", "curves", "pictures"]


class KeptView(BaseModel):
    """One kind of data; without `days` and `gigabytes` it is kept for ever."""

    kind: Kind
    days: float | None = Field(default=None, description="Older ones go")
    gigabytes: float | None = Field(default=None, description="Beyond it the oldest go")
    until_us: int | None = Field(
        default=None,
        description="What was measured before has gone; of pictures, those of rejects may be there",
    )
    gone: int = Field(default=0, description="How many have gone so far")


def kept(keep: Keep, purged: Mapping[str, PurgedRow]) -> list[KeptView]:
    """All kinds, what stays for ever first."""
    told: tuple[KeptView, ...] = (
        KeptView(kind="shots"),
        KeptView(kind="rollups"),
        KeptView(kind="frames", days=keep.frames_days),
        KeptView(kind="curves", days=keep.curves_days),
        KeptView(kind="pictures", gigabytes=keep.pictures_gb),
    )
    return [_with(view, purged.get(view.kind)) for view in told]


def _with(view: KeptView, row: PurgedRow | None) -> KeptView:
    return view if row is None else view.model_copy(update={"until_us": row.until_us or None, "gone": row.gone})
