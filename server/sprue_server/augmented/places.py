"""Which outlines of an inspection are worth drawing."""

from collections.abc import Iterable, Mapping
from typing import Any

from sprue_server.augmented.views import PlaceView

SPEAKS = 0.05  # share of goods that are as far: what is commoner than that is not drawn


def places(verdict: str, checks: Iterable[Mapping[str, Any]]) -> list[PlaceView]:
    """Outlines of what speaks against it. What passed, or cannot be judged, has none."""
    if verdict not in {"look again", "reject"}:
        return []
    return [
        PlaceView(check=check["check"], outline_mm=region["outline_mm"], area_mm2=region["area_mm2"])
        for check in checks
        if check["p_value"] <= SPEAKS
        for region in check["regions"]
    ]
