"""What the worker has seen becomes rows and a file; all that is written twice is harmless."""

import hashlib
import time
from collections.abc import Callable
from typing import Any, Protocol

from sqlmodel import Session, SQLModel

from sprue_contract.eyes import seen_by
from sprue_server.inspecting.jobs import Facts, Seen
from sprue_server.inspecting.series import Series
from sprue_server.store.dialect import insert_new
from sprue_server.store.eye_tables import EyesModelRow, InspectionRow
from sprue_server.store.parcel import Picture, StreamKey
from sprue_server.store.tables import AuditRow

PNG = "image/png"


def now_us() -> int:
    """The hub's clock."""
    return time.time_ns() // 1000


class Keeps(Protocol):
    """The one writer, and the numbers of its streams."""

    async def change(self, work: Callable[[Session], None]) -> None:
        """Run `work` and commit."""
        ...

    async def beside(self, work: Callable[[], None]) -> None:
        """In another thread."""
        ...

    def number(self, key: StreamKey) -> int:
        """The number of a stream; 0: nothing of it was stored since the start."""
        ...


def map_of(seen: Seen) -> Picture | None:
    """The map as a file named by its hash, like every picture."""
    if not seen.map_png:
        return None
    return Picture(hashlib.sha256(seen.map_png).hexdigest(), PNG, seen.map_png)


def row_of(series: Series, seen: Seen, name: str, seen_map: Picture | None, now_us: int) -> dict[str, Any]:
    """Columns of an inspection."""
    first = series.first
    of, cavity = seen_by(first.camera)
    stream, measured_us, seq = first.key
    odd = seen.verdict in {"reject", "look again"} and seen.checks
    return {
        "stream": stream,
        "measured_us": measured_us,
        "seq": seq,
        "cell": first.cell,
        "run": first.run,
        "camera": first.camera,
        "of": of,
        "cavity": cavity,
        "shot_counter": first.shot_counter,
        "inspected_us": now_us,
        "worst": seen.checks[0].check if odd else None,
        "checks": [check.model_dump(mode="json") for check in seen.checks],
        "place": {"mm_to_px": seen.mm_to_px, "map_px_per_mm": seen.map_px_per_mm},
        "pictures": {light: one.sha256 for light, one in sorted(series.taken.items())},
        "map_sha256": seen_map.sha256 if seen_map else None,
        "took_ms": seen.milliseconds,
        "name": name,
        **seen.model_dump(include={"verdict", "reason", "warnings", "score", "p_value", "model"}),
    }


def keep_inspection(db: Session, row: dict[str, Any]) -> None:
    """Once only."""
    _insert(db, InspectionRow, row)


def keep_model(db: Session, name: str, facts: Facts, now_us: int) -> None:
    """Note a version at its first use, for ever."""
    row = {"name": name, "version": facts.version, "since_us": now_us, "facts": facts.model_dump(mode="json")}
    if _insert(db, EyesModelRow, row):
        told = f"{name}: {facts.version}, {facts.goods} goods{', confirmed defects' if facts.taught else ''}"
        db.add(AuditRow(at_us=now_us, role="hub", what="eyes_model", detail=told[:200]))


def _insert(db: Session, table: type[SQLModel], row: dict[str, Any]) -> int:
    here = db.connection()
    return here.execute(insert_new(here, table), row).rowcount
