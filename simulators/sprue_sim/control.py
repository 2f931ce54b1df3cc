"""What an instructor can do to one cell: its time, its settings, its faults. No sockets.

Faults and settings come into force with the next cycle.
"""

from sprue_contract.control import ClearWish, FaultWish, LapseWish, RegrindWish, SettingWish
from sprue_sim import faults
from sprue_sim.control_time import SEEDED_US, TimeControl
from sprue_sim.orders import Refused, ordered
from sprue_sim.process.injected import Injected

__all__ = ["SEEDED_US", "Control"]


class Control(TimeControl):
    """One cell in an instructor's hands."""

    def setting(self, wish: SettingWish) -> None:
        """Turn one setting, as an operator would."""
        orders = ordered(self.machine.preset, self.machine.state.orders, wish.name, wish.value)
        self.machine.state = self.machine.state._replace(orders=orders)
        self.truth.deed("setting", name=wish.name, value=wish.value)

    def regrind(self, wish: RegrindWish) -> None:
        """Feed another share of regrind, where the parts allow it."""
        self.setting(SettingWish(name="regrind_pct", value=wish.pct))

    def lapse(self, wish: LapseWish) -> None:
        """Let slow faults come fast: wear, fouling and scale only. A run of its own, so that screens say so."""
        self.machine.state = self.machine.state._replace(haste=wish.factor)
        self.live.renew()
        self.truth.deed("lapse", factor=wish.factor)

    def lot(self) -> None:
        """Open another lot of the material; it arrives over the contents of hopper and barrel."""
        state = self.machine.state
        world = state.world._replace(more_lots=state.world.more_lots + 1)
        self.machine.state = state._replace(world=world)
        self.truth.deed("lot", changed=world.more_lots)

    def inject(self, wish: FaultWish) -> None:
        """Put a fault into the cell."""
        state = self.machine.state
        if any(one.name == wish.name for one in state.faults):
            raise Refused(409, "fault_there", fault=wish.name, cell=self.truth.cell)
        fault = Injected(
            name=wish.name,
            severity=wish.severity,
            onset_us=self.story_us + round(wish.onset_s * 1e6),
            shape=wish.shape,
            time_constant_s=wish.time_constant_s,
        )
        faults.checked(fault, self.machine.preset)
        self.machine.state = state._replace(faults=(*state.faults, fault))
        self.truth.deed("inject", **wish.model_dump())

    def clear(self, wish: ClearWish) -> None:
        """Take one fault out, or all; what it has done to melt and mould heals by itself."""
        there = [one.name for one in self.machine.state.faults]
        if wish.name is not None and wish.name not in there:
            raise Refused(404, "fault_not_there", fault=wish.name, cell=self.truth.cell, faults=there)
        left = tuple(one for one in self.machine.state.faults if wish.name not in {None, one.name})
        self.machine.state = self.machine.state._replace(faults=left)
        self.truth.deed("clear", name=wish.name)
