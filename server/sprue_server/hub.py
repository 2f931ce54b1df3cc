"""The hub's parts in one hand, for the API. `app.py` puts them together; nothing here starts anything."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from fastapi import HTTPException
from sqlmodel import Session

from sprue_contract.messages import Row
from sprue_contract.plant import Plant
from sprue_server import limits_of_flow
from sprue_server.augmented.photos import Photos
from sprue_server.auth import Guard
from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.health_views import HealthView, LimitView, Role
from sprue_server.inspecting import status as eyes
from sprue_server.inspecting.desk import Desk
from sprue_server.live.state import LiveState
from sprue_server.live.viewers import Viewers
from sprue_server.minding.desk import ProcessDesk
from sprue_server.planning.desk import PlanDesk
from sprue_server.quality.memory import Memory
from sprue_server.shelf import Shelf
from sprue_server.shot_views import Template
from sprue_server.simulator import Simulator
from sprue_server.store.parcel import StreamKey
from sprue_server.store.reader import Reader
from sprue_server.views import CellView, LiveDelta, LiveSnapshot, TopicView
from sprue_server.visits.desk import TourDesk

T = TypeVar("T")
VERSION = "0.1.0"
HEALTH_EVERY_US = 1_000_000
TAKES, TAKES_WITHIN_S = 20, 600.0  # presses that one address borrows: a class behind one address, no flood
STUDIES, STUDIES_WITHIN_S = 60, 600.0  # that one address asks for: a class of twenty does three each
RECKONS, RECKONS_WITHIN_S = 1200, 60.0  # that one address asks for: thirty tablets, each change of a figure
VISITS, VISITS_WITHIN_S = 60, 600.0  # bookings, codes, walks of one address: a class behind one address
PLANS, PLANS_WITHIN_S = 1200, 60.0  # road maps of one address: each change of a figure asks for one too
DEEDS, DEEDS_WITHIN_S = 60, 60.0  # of a visitor with his own press: some of them begin a run

# what one address writes and taps (votes, seats): a class behind one address
WORDS, TAPS, WORDS_WITHIN_S = 120, 400, 600.0


class Writes(Protocol):
    """The one writer: runs a change in a transaction of hub.db and answers after the commit."""

    async def change(self, work: Callable[[Session], T]) -> T:
        """Run `work` and commit."""
        ...


class Outside(Protocol):
    """What the hub knows of the world beyond its store: broker, inbox, traffic."""

    def health(self) -> dict[str, Any]:
        """Fields of HealthView that come from broker, inbox and store."""
        ...

    def topics(self) -> list[TopicView]:
        """All topics that passed by."""
        ...

    def ask_rebirth(self, gateway: str, cell: str, reason: str) -> None:
        """Ask a gateway to introduce a cell again."""
        ...


@dataclass
class Hub:
    """Everything a route may need."""

    plant: Plant
    reader: Reader
    writes: Writes
    outside: Outside
    live: LiveState
    lan: bool = False
    role: Role = "alone"
    share: str | None = None
    viewers: Viewers = field(default_factory=Viewers)
    guard: Guard = field(default_factory=Guard)
    takes: Guard = field(default_factory=lambda: Guard(TAKES, TAKES_WITHIN_S))
    deeds: Guard = field(default_factory=lambda: Guard(DEEDS, DEEDS_WITHIN_S))
    studies: Guard = field(default_factory=lambda: Guard(STUDIES, STUDIES_WITHIN_S))
    words: Guard = field(default_factory=lambda: Guard(WORDS, WORDS_WITHIN_S))
    taps: Guard = field(default_factory=lambda: Guard(TAPS, WORDS_WITHIN_S))
    codes: Guard = field(default_factory=Guard)
    reckons: Guard = field(default_factory=lambda: Guard(RECKONS, RECKONS_WITHIN_S))
    visits: Guard = field(default_factory=lambda: Guard(VISITS, VISITS_WITHIN_S))
    tour: TourDesk = field(default_factory=TourDesk)
    plans: Guard = field(default_factory=lambda: Guard(PLANS, PLANS_WITHIN_S))
    planner: PlanDesk = field(default_factory=PlanDesk)
    photos: Photos = field(default_factory=Photos)
    simulator: Simulator = field(default_factory=Simulator)
    templates: Shelf[Template] = field(default_factory=Shelf)
    reckoned: Shelf[Any] = field(default_factory=lambda: Shelf(200))
    noted: int = 0
    started_s: float = field(default_factory=time.monotonic)
    health_told_us: int = 0
    eyes: Desk | None = None
    process: ProcessDesk | None = None
    gauges: GaugeDesk | None = None
    limits: Memory = field(default_factory=Memory)
    library: Library = field(default_factory=lambda: Library(shelves()))
    tls_until_us: int | None = None

    @staticmethod
    def now_us() -> int:
        """The hub's clock."""
        return time.time_ns() // 1000

    def cell(self, name: str) -> CellView:
        """A cell's view, or a 404 that says where to look."""
        now = self.now_us()
        if name not in self.live.cells or not self.live.here(name, now):
            raise unknown_cell(name)
        return self.live.view(name, now)

    def cells(self) -> list[CellView]:
        """All cells: those of the plant file in its order, then others that were heard of."""
        now = self.now_us()
        return [self.live.view(name, now) for name in self.live.cells if self.live.here(name, now)]

    def plant_cells(self) -> list[CellView]:
        """The cells that figures of the plant are made of: all but what visitors play with."""
        return [cell for cell in self.cells() if not cell.sandbox]

    def health(self) -> HealthView:
        """Whether data flows, with the reasons when it does not."""
        now, shows = self.now_us(), self.role != "stores only"
        cells = self.plant_cells() if shows else []
        outside = self.outside.health()
        live = sum(cell.freshness == "live" for cell in cells)
        seeing = eyes.health(self.eyes, now)
        limits = [
            *([LimitView(code="store", why=outside["store_problem"])] if outside["store"] != "ok" else []),
            *([LimitView(code="broker")] if outside["broker"] != "connected" else []),
            *limits_of_flow.cells_not_live(cells),
            *([LimitView(code="eyes", why=seeing.why)] if seeing.state == "away" else []),
            *limits_of_flow.certificate(self.tls_until_us, now),
        ]
        blocked = outside["store"] != "ok"
        return HealthView(
            status="blocked" if blocked else "degraded" if limits else "ok",
            reasons=[limits_of_flow.sentence(one) for one in limits],
            limits=limits,
            role=self.role,
            share=self.share,
            cells_live=live if shows else None,
            cells_known=len(cells) if shows else None,
            viewers=len(self.viewers.all),
            viewers_slow=self.viewers.dropped,
            screens_every_s=round(self.viewers.pace.every_s, 3),
            uptime_s=time.monotonic() - self.started_s,
            version=VERSION,
            gateways=self.live.gateway_views(now),
            eyes=seeing,
            tls_until_us=self.tls_until_us,
            **outside,
        )

    def snapshot(self, seq: int) -> LiveSnapshot:
        """Everything, for a new viewer."""
        told = {"health": self.health(), "cells": self.cells(), "tour": self.tour.view}
        return LiveSnapshot(seq=seq, now_us=self.now_us(), **told)

    def delta(self, changed: set[str]) -> Callable[[int], LiveDelta]:
        """What changed, for all viewers."""
        now, live = self.now_us(), self.live
        there = [name for name in live.cells if live.here(name, now)]
        cells = [live.view(name, now) for name in there if name in changed]
        gone = sorted({*live.cells} - {*there})

        def told(seq: int) -> LiveDelta:
            tour = self.tour.untold()
            return LiveDelta(seq=seq, now_us=now, health=self._news(now), cells=cells, gone=gone, tour=tour)

        return told

    def _news(self, now_us: int) -> HealthView | None:
        """Health again, when it was last told a second ago: it looks at every cell and is as long as one."""
        if abs(now_us - self.health_told_us) < HEALTH_EVERY_US:  # a clock may be set back
            return None
        self.health_told_us = now_us
        return self.health()


class Numbers(Protocol):
    """Who knows the number of a stream."""

    def number(self, key: StreamKey) -> int:
        """The number of a stream of which something was stored since the start; 0: nothing was."""
        ...


class ShotKeys:
    """A shot's id names its stream by number; the writer knows it, so a database that is away is not asked."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers

    def __call__(self, gateway: str, session: str, cell: str, row: Row) -> str:
        """`<stream>-<measured_us>-<seq>`."""
        number = self.numbers.number(StreamKey(gateway, session, cell, row.run))
        return f"{number}-{row.measured_us}-{row.seq}"


def unknown_cell(name: str) -> HTTPException:
    """The 404 of a cell that nobody knows."""
    return HTTPException(404, f"No cell {name!r} is known. Is it in the plant file, and does its gateway run?")
