"""All cells and gateways as they are now. Fed by ingest after the commit, read by API and live stream."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sprue_contract.messages import Row
from sprue_contract.payloads import NOT_YET_READ, READ, Birth, CellCount, Event, Sample, Shot, Status
from sprue_contract.plant import Plant
from sprue_contract.words import Words
from sprue_server.arrivals import Arrival
from sprue_server.health_views import GatewayView
from sprue_server.live.cell import SECOND_US, CellNow, shot_view
from sprue_server.live.unplugged import Unplugged
from sprue_server.views import CellView, Counts, Place

SILENT_S = 20.0  # a gateway says something every 5 s
Tallies = Mapping[tuple[str, str, str], int]
KeyOf = Callable[[str, str, str, Row], str]  # gateway, session, cell and row of a shot -> its id


@dataclass
class GatewayNow:
    """A gateway's newest word. `sent_us` orders words of different sessions."""

    name: str
    session: str
    status: Status
    arrived_us: int
    sent_us: int
    moving: bool = False
    tallied: bool = False

    def online(self, now_us: int) -> bool:
        """Said so not long ago. The first word may be one that the broker kept: it is as old as it was sent.

        From the second on arrival counts: a gateway without a battery for its clock may be hours off.
        """
        since_us = self.arrived_us if self.moving else min(self.arrived_us, self.sent_us)
        return self.status.state == "online" and now_us - since_us < SILENT_S * SECOND_US

    def reads(self, cell: str) -> bool:
        """Whether it says nothing else than that this machine can be read."""
        return self.status.sources.get(cell, READ) in {READ, NOT_YET_READ}


class LiveState:
    """Pure state: every method takes what it needs, the clock included."""

    def __init__(self, plant: Plant, key_of: KeyOf) -> None:
        self.plant, self.key_of = plant, key_of
        self.cells = {cell.name: CellNow(cell.name) for cell in plant.cells}
        self.gateways: dict[str, GatewayNow] = {}
        self._counts: dict[str, Counts] = {}
        self._tallied: dict[tuple[str, str, str], tuple[int, int]] = {}
        self.unplugged = Unplugged()
        self._places = {cell.name: cell for cell in plant.cells}

    def take(self, arrivals: Iterable[Arrival]) -> set[str]:
        """What has just been stored; returns the cells that changed."""
        changed = set()
        for topic, message, arrived_us in arrivals:
            now = self._cell(topic.cell, message.session)
            now.gateway, now.session = message.gateway, message.session
            before, frozen_us = now.clock_us, now.frozen_us
            for row in message.rows:
                self._row(now, row)
            if frozen_us is not None and now.frozen_us is None:
                now.goes_on(arrived_us)
            if now.clock_us not in {None, before}:  # history and backlog that drain are no sign of life
                now.heard(arrived_us)
            changed.add(topic.cell)
        return changed

    def _cell(self, name: str, session: str) -> CellNow:
        """A sandbox that another gateway's session speaks for is another visitor's: nothing of it stays."""
        now = self.cells.get(name)
        if now is None or (now.sandbox and now.session != session):
            now = self.cells[name] = CellNow(name)
        return now

    def _row(self, now: CellNow, row: Row) -> None:
        match row.body:
            case Birth():
                now.born(row.run, row.body, row.measured_us)
            case Sample():
                now.framed(row.run, row.body)
            case Shot() if row.run == now.run and now.birth:
                key = self.key_of(now.gateway or "", now.session or "", now.name, row)
                now.shot(row.run, row.measured_us, shot_view(key, now.name, row, now.birth.origin))
            case Event():
                now.event(row.run, row.measured_us, row.body)

    def status(self, gateway: str, session: str, status: Status, times: tuple[int, int]) -> bool:
        """A gateway's word, `times` = (arrived, sent). False: it is the old will of another session."""
        arrived_us, sent_us = times
        known = self.gateways.get(gateway)
        if known and session != known.session and (sent_us < known.sent_us or status.state == "offline"):
            return False
        again = known if known and known.session == session else None
        counts = status.counts or (again.status.counts if again else {})
        kept = status.model_copy(update={"counts": counts})
        moving = again is not None and (again.moving or sent_us > again.sent_us)
        sent = max(sent_us, again.sent_us) if again else sent_us
        self.gateways[gateway] = GatewayNow(
            gateway, session, kept, arrived_us, sent, moving, tallied=not status.counts
        )
        return True

    def tallied(self, tallies: Tallies) -> None:
        """What lies in the database now: held against each gateway's newest word, once.

        A word and the first tally after it belong together; compared with a later one, rows that were made
        since would look like too many.
        """
        for known in self.gateways.values():
            if not known.tallied:
                known.tallied = True
                self._compare(known, tallies)

    def _compare(self, known: GatewayNow, tallies: Tallies) -> None:
        for cell, count in known.status.counts.items():
            key = (known.name, known.session, cell)
            stored, (older, newer) = tallies.get(key, 0), self._tallied.get(key, (0, 0))
            self._tallied[key] = (newer, stored)
            self._counts[cell] = _counts(count, stored, older, known.arrived_us)

    def here(self, name: str, now_us: int) -> bool:
        """A visitor's cell is here while its gateway runs or its cable is out; every other one is for good."""
        now = self.cells[name]
        known = self.gateways.get(now.gateway or "")
        alive = known is not None and known.session == now.session and known.online(now_us)
        return alive or not now.sandbox or self.unplugged.holds(name, now_us)

    def counts(self, cell: str) -> Counts | None:
        """Produced = waiting + stored, from the gateway's newest word and the hub's own tally."""
        return self._counts.get(cell)

    def view(self, name: str, now_us: int) -> CellView:
        """A cell as the hall shows it.

        Raises:
            KeyError: nobody knows this cell.
        """
        now, declared = self.cells[name], self._places.get(name)
        known, own_time = self.gateways.get(now.gateway or ""), self.plant.epoch is not None
        online, readable = (known.online(now_us), known.reads(name)) if known else (None, False)
        fresh = now.freshness(now_us, online=online, own_time=own_time, readable=readable)
        birth = now.birth
        return CellView(
            cell=name,
            sandbox=now.sandbox,
            time_lapse=now.birth.time_lapse if now.birth else None,
            **now.called(declared.title if declared else Words(name)),
            at=Place(x_m=declared.at.x_m, y_m=declared.at.y_m) if declared else None,
            gateway=now.gateway,
            origin=birth.origin if birth else None,
            pace=birth.pace if birth else None,
            run=now.run,
            standard_cycle_s=birth.standard_cycle_s if birth else None,
            state=now.state(fresh),
            freshness=fresh,
            frozen_us=now.frozen_us if fresh == "frozen" else None,
            age_s=None if now.heard_us is None else max(0.0, (now_us - now.heard_us) / SECOND_US),
            clock_us=now.clock_us,
            values=now.values,
            active_alarms=sorted(now.alarms),
            last_shot=now.last_shot,
            counts=self.counts(name),
        )

    def gateway_views(self, now_us: int) -> list[GatewayView]:
        """All gateways that ever said something, but those of visitors' cells."""
        visitors = {cell.gateway for cell in self.cells.values() if cell.sandbox}
        return [
            GatewayView(
                gateway=known.name,
                session=known.session,
                state="online" if known.online(now_us) else "offline",
                age_s=max(0.0, (now_us - known.arrived_us) / SECOND_US),
                outbox_bytes=known.status.outbox_bytes,
                unsent=known.status.unsent,
                sources=known.status.sources,
            )
            for known in self.gateways.values()
            if known.name not in visitors
        ]


def _counts(count: CellCount, stored: int, stored_before: int, counted_us: int) -> Counts:
    """The tally is read a moment after the status, so it may be ahead of it: shown as what the status knew.

    It cannot be that the tally of two words ago exceeds what is produced by now: then something is doubled.
    """
    shown = max(count.receipted, min(stored, count.produced))
    return Counts(
        produced=count.produced,
        receipted=count.receipted,
        stored=shown,
        waiting=count.produced - count.dropped - shown,
        dropped=count.dropped,
        doubtful=count.receipted > stored or stored_before > count.produced,
        counted_us=counted_us,
    )
