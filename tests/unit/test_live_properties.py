"""Whatever gateways, machine, network and hub do: never online when dead, never stale shown as live.

A small world with a clock of its own. Gateways are born, die (their will comes at once, late or never), share
an id, lose their outbox; the network holds back and loses, rows repeat; the machine falls silent; the hub
forgets all but what broker and database kept.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from test_live_state import LAYOUT, START, S, arrival, birth, state

from sprue_contract.payloads import Sample, Status
from sprue_server.live.state import SILENT_S, LiveState

EVERY_S = 5  # a gateway says something
PATIENCE_S, FACTOR, GAPS = 6, 5.5, 40


@dataclass
class Gateway:
    """A process that speaks as `gw`."""

    session: str
    connected_s: int
    alive: bool = True


@dataclass
class Held:
    """A message on its way."""

    due_s: int
    deliver: Callable[[], None]


class World(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now_s, self.sessions = 0, 0
        self.live: LiveState = state()
        self.gateways: list[Gateway] = []
        self.way: deque[Held] = deque()
        self.delay_s, self.cut, self.talks, self.untold = 0, False, True, True
        self.retained_status: tuple[str, str, int] | None = None
        self.retained_birth = False
        self.word_s = self.heard_s = -(
            10**6
        )  # when the last word of a gateway, and the last new frame, arrived
        self.measured_s = 0
        self.gaps: deque[int] = deque(maxlen=GAPS)
        self.well_since_s = 0
        self.disturbed()

    # ---- what the world does -------------------------------------------------------------------------------

    @rule(seconds=st.integers(1, 40))
    def time_passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now_s += 1
            for gateway in self.alive():
                self.speaks(gateway)
            self.arrives()

    @rule(keeps_outbox=st.booleans())
    @precondition(lambda self: len(self.alive()) < 2)
    def a_gateway_starts(self, keeps_outbox: bool) -> None:  # noqa: FBT001
        if not keeps_outbox or not self.gateways:
            self.sessions += 1
        self.gateways.append(Gateway(f"s{self.sessions}", self.now_s))
        self.disturbed()

    @rule(will_after_s=st.sampled_from([0, 1, 30, 90, None]))
    @precondition(lambda self: self.alive())
    def a_gateway_dies(self, will_after_s: int | None) -> None:
        gateway = self.alive()[0]
        gateway.alive = False
        if will_after_s is not None:
            self.way.append(
                Held(
                    self.now_s + will_after_s,
                    lambda: self.status(gateway.session, "offline", gateway.connected_s),
                )
            )
        self.disturbed()

    @rule(delay_s=st.sampled_from([0, 0, 2, 12]))
    def the_network_changes(self, delay_s: int) -> None:
        self.delay_s, self.cut, self.untold = delay_s, False, True
        self.disturbed()

    @rule()
    def the_cable_is_pulled(self) -> None:
        self.cut = True
        self.disturbed()

    @rule()
    def the_machine_falls_silent_or_speaks_again(self) -> None:
        self.talks = not self.talks
        self.disturbed()

    @rule()
    @precondition(lambda self: self.heard_s > 0)
    def an_old_frame_is_repeated(self) -> None:
        """Repeats are no news: `heard_s` stays."""
        self.live.take([self.frame(self.measured_s, f"s{self.sessions}")])

    @rule()
    def the_hub_starts_again(self) -> None:
        self.live = state()
        if self.retained_birth:
            self.live.take([arrival(birth(), self.now_us(), sent_us=START)])
            self.live.cells["imm-1"].clock_us = START + self.measured_s * S if self.heard_s > 0 else None
        if self.retained_status is not None:
            session, word, sent_s = self.retained_status
            self.live.status("gw", session, Status(state=word), (self.now_us(), START + sent_s * S))
        self.gaps.clear()
        self.gaps.append(1)
        self.untold = True  # it asks for births
        self.disturbed()

    # ---- what must hold ------------------------------------------------------------------------------------

    @invariant()
    def never_online_when_dead(self) -> None:
        if not self.alive() and self.now_s - self.word_s > SILENT_S:
            assert self.shown() not in {"live", "catching-up", "frozen"}
            assert all(one.state == "offline" for one in self.live.gateway_views(self.now_us()))

    @invariant()
    def never_stale_shown_as_live(self) -> None:
        usual_s = max(self.gaps, default=1)
        if self.now_s - self.heard_s > max(PATIENCE_S, FACTOR * usual_s):
            assert self.shown() not in {"live", "catching-up"}

    @invariant()
    def live_when_all_is_well(self) -> None:
        """Else an old will, a repeat or a second start could blind the hall for good."""
        well = len(self.alive()) == 1 and self.talks and not self.cut and self.delay_s == 0 and not self.way
        if well and self.now_s - self.well_since_s > 2 * SILENT_S:
            assert self.shown() == "live"

    # ---- how it does it ------------------------------------------------------------------------------------

    def alive(self) -> list[Gateway]:
        return [one for one in self.gateways if one.alive]

    def now_us(self) -> int:
        return START + self.now_s * S

    def shown(self) -> str:
        return self.live.view("imm-1", self.now_us()).freshness

    def disturbed(self) -> None:
        self.well_since_s = self.now_s

    def speaks(self, gateway: Gateway) -> None:
        if self.cut:
            return
        sent_s = self.now_s
        if self.untold or sent_s == gateway.connected_s + 1:
            self.untold = False
            self.send(self.born)
        if (sent_s - gateway.connected_s) % EVERY_S == 1:
            self.send(lambda: self.status(gateway.session, "online", sent_s))
        if self.talks:
            self.send(lambda: self.told(sent_s, gateway.session))

    def send(self, deliver: Callable[[], None]) -> None:
        self.way.append(Held(self.now_s + self.delay_s, deliver))

    def arrives(self) -> None:
        for held in [one for one in self.way if one.due_s <= self.now_s]:
            self.way.remove(held)
            held.deliver()

    def born(self) -> None:
        self.retained_birth = True
        self.live.take([arrival(birth(), self.now_us())])

    def status(self, session: str, word: str, sent_s: int) -> None:
        self.retained_status = (session, word, sent_s)
        self.live.status("gw", session, Status(state=word), (self.now_us(), START + sent_s * S))
        if word == "online":
            self.word_s = self.now_s

    def frame(self, measured_s: int, session: str) -> object:
        at_us = START + measured_s * S
        return arrival(Sample(layout=LAYOUT, frames=[[at_us, 1, 200.0]]), self.now_us(), session=session)

    def told(self, measured_s: int, session: str) -> None:
        self.live.take([self.frame(measured_s, session)])
        if self.retained_birth:
            if self.heard_s >= 0:
                self.gaps.append(min(self.now_s - self.heard_s, PATIENCE_S))
            self.heard_s, self.measured_s = self.now_s, max(measured_s, self.measured_s)


World.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestWorld = World.TestCase
